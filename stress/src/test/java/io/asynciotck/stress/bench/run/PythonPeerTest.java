package io.asynciotck.stress.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonPeerTest {
  private static final Subject CHAIN = new Subject(Peer.CPYTHON, "call-soon-chain", "width", 100);

  @TempDir private Path folder;

  @Test
  void aProgramThatIsNotThereIsNoPeer() {
    assertThat(PythonPeer.find(Peer.CPYTHON, List.of(folder.resolve("python3").toString())))
        .isEmpty();
  }

  @Test
  void aProgramThatFailsIsNoPeer() throws IOException {
    assertThat(PythonPeer.find(Peer.UVLOOP, List.of(program("exit 1")))).isEmpty();
  }

  @Test
  void theFirstThatAnswersIsTaken() throws IOException {
    String answers =
        program(
            "echo '{\"executable\": \"/bin/sh\", \"implementation\": \"CPython\","
                + " \"version\": \"3.13.0\"}'");
    String absent = folder.resolve("absent").toString();
    assertThat(PythonPeer.find(Peer.CPYTHON, List.of(absent, answers)))
        .contains(new PythonPeer(Peer.CPYTHON, "/bin/sh", "CPython 3.13.0"));
  }

  @Test
  void anInterpreterThatIsOnlyThereWhereAScriptStartsItIsStartedByTheScript() throws IOException {
    String answers =
        program(
            "echo '{\"executable\": \"/not/here/python\", \"implementation\": \"CPython\","
                + " \"version\": \"3.14.0\"}'");
    assertThat(PythonPeer.find(Peer.CPYTHON, List.of(answers)))
        .contains(new PythonPeer(Peer.CPYTHON, answers, "CPython 3.14.0"));
  }

  @Test
  void anotherImplementationIsNotCpython() throws IOException {
    String answers = program("echo '{\"implementation\": \"PyPy\", \"version\": \"3.10\"}'");
    assertThat(PythonPeer.find(Peer.CPYTHON, List.of(answers))).isEmpty();
  }

  @Test
  void theNumberOfTheAnswerIsTheCost() throws IOException {
    PythonPeer peer = peer("echo '{\"ns\": 812.5}'");
    assertThat(peer.measure(CHAIN)).contains(Sample.of(812.5));
  }

  @Test
  void whatCannotBeMeasuredHereHasNoSample() throws IOException {
    assertThat(peer("echo '{\"absent\": \"no /proc\"}'").measure(CHAIN)).isEmpty();
  }

  @Test
  void anAnswerThatIsNoneFailsWithTheNamesOfPeerAndCase() throws IOException {
    PythonPeer peer = peer("echo Traceback");
    assertThatThrownBy(() -> peer.measure(CHAIN))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("CPython test")
        .hasMessageContaining("call-soon-chain");
  }

  private PythonPeer peer(String script) throws IOException {
    return new PythonPeer(Peer.CPYTHON, program(script), "CPython test");
  }

  /** A program that reads what it is given, like an interpreter, and does something else. */
  private String program(String script) throws IOException {
    Path file = folder.resolve("program");
    Files.writeString(file, "#!/bin/sh\ncat > /dev/null\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file.toString();
  }
}
