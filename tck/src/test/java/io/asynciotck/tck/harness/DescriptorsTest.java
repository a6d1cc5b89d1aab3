package io.asynciotck.tck.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is open is told by names that last. */
final class DescriptorsTest {
  private static final int MORE_THAN_OFTEN = 40;

  @Test
  void aPipeWithTheNumberOfASelectorIsSeen() throws IOException {
    for (int i = 0; i < MORE_THAN_OFTEN; i++) {
      try (Selector selector = Selector.open()) {
        assertThat(selector.isOpen()).isTrue();
        assumeFalse(Descriptors.ofThisProcess().isEmpty(), "the system does not tell");
      }
    }
    Set<String> gone;
    Pipe pipe = Pipe.open();
    try {
      gone = new HashSet<>(Descriptors.ofThisProcess());
    } finally {
      pipe.sink().close();
      pipe.source().close();
    }
    gone.removeAll(Descriptors.ofThisProcess());
    assertThat(gone).as("the pipe").isNotEmpty();
  }
}
