package io.asynciotck.reference.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.MemoryView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemoryBufferTest {
  private final MemoryBuffer bytes = new MemoryBuffer(16);

  @ParameterizedTest
  @CsvSource({"B, 1", "H, 2", "I, 4", "Q, 8"})
  void anItemIsSetAsAWhole(String format, int size) {
    MemoryView items = bytes.cast(format);
    assertThat(items.length()).isEqualTo(16 / size);
    items.set(1, 7);
    ByteBuffer expected = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
    expected.put(
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? size : 2 * size - 1, (byte) 7);
    assertThat(MemoryBuffer.memoryOf(bytes)).isEqualTo(expected);
  }

  @Test
  void aViewOfItemsShowsAllOfThem() {
    Buffer view = ChannelBuiltins.INSTANCE.memoryview(bytes.cast("I"));
    assertThat(view.length()).isEqualTo(4);
    assertThat(MemoryBuffer.memoryOf(view).remaining()).isEqualTo(16);
  }

  @Test
  void aPartIsCountedInItems() {
    Buffer part = MemoryBuffer.partOf(bytes.cast("I"), 1, 3);
    assertThat(part.length()).isEqualTo(2);
    part.set(0, -1);
    assertThat(MemoryBuffer.memoryOf(bytes).getInt(4)).isEqualTo(-1);
  }

  @Test
  void otherItemsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> bytes.cast("d"));
    assertThatIllegalArgumentException().isThrownBy(() -> new MemoryBuffer(6).cast("I"));
  }
}
