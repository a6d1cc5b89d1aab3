package io.asynciotck.tck.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md, from which agents for other languages are written. */
final class ProtocolPageTest {

  @Test
  void everyCallOfTheAgentItselfIsDescribed() throws IOException {
    String page = Files.readString(Path.of("PROTOCOL.md"));
    assertThat(Stream.of(AgentObject.class.getMethods()))
        .extracting(method -> PythonCall.of(method).name())
        .allSatisfy(name -> assertThat(page).contains("`" + name + "("));
  }
}
