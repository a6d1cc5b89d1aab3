package io.asynciotck.reference.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteQueueTest {
  private static final int[] SIZES = {0, 1, 3, 255, 256, 257, 1000, 70_000};

  private final ByteQueue queue = new ByteQueue();

  @Test
  void whatComesWhenNothingIsThereAndIsTakenWholeIsNotCopied() {
    byte[] piece = new byte[1000];
    queue.add(piece);
    assertThat(queue.take(1000)).isSameAs(piece);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void aPieceThatCameIsNotWrittenInto() {
    byte[] piece = new byte[1000];
    queue.add(piece);
    queue.drop(900);
    queue.add(new byte[] {1, 2, 3});
    assertThat(piece).containsOnly(0);
    assertThat(queue.take(103)).endsWith(1, 2, 3);
  }

  @Test
  void whateverIsTakenIsWhatHasCome() {
    Random random = new Random(7);
    ByteArrayOutputStream came = new ByteArrayOutputStream();
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    for (int step = 0; step < 3000; step++) {
      if (random.nextInt(5) < 2) {
        byte[] piece = new byte[SIZES[random.nextInt(SIZES.length)]];
        random.nextBytes(piece);
        came.writeBytes(piece);
        queue.add(piece);
      } else if (random.nextInt(3) == 0) {
        taken.writeBytes(queue.take(queue.size()));
      } else {
        taken.writeBytes(queue.take(Math.min(queue.size(), SIZES[random.nextInt(SIZES.length)])));
      }
    }
    taken.writeBytes(queue.take(queue.size()));
    assertThat(taken.toByteArray()).isEqualTo(came.toByteArray());
  }
}
