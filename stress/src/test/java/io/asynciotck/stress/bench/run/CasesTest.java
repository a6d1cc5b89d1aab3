package io.asynciotck.stress.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.stress.server.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

class CasesTest {

  @Test
  void theIdsOfTheCasesDiffer() {
    assertThat(Cases.all()).extracting(Case::id).doesNotHaveDuplicates();
  }

  @Test
  void theReferenceIsMeasuredInEveryCaseAndFirst() {
    assertThat(Cases.all())
        .allSatisfy(benchmark ->
            assertThat(benchmark.subjects().getFirst().peer()).isEqualTo(Peer.REFERENCE));
  }

  @Test
  void whatIsExpectedBesideAPeerIsMeasuredBesideIt() {
    assertThat(Cases.all())
        .allSatisfy(benchmark ->
            assertThat(benchmark.subjects())
                .extracting(Subject::peer)
                .containsAll(benchmark.gates().stream().map(Gate::peer).toList()));
  }

  @Test
  void everySubjectInTheJvmIsABenchmark() {
    assertThat(
            Cases.all().stream()
                .filter(benchmark -> benchmark.load().isEmpty())
                .flatMap(benchmark -> benchmark.subjects().stream())
                .filter(subject -> subject.peer().isInJvm()))
        .allSatisfy(subject -> assertThat(isBenchmark(subject.program())).isTrue());
  }

  @Test
  void everyServerInTheJvmHasAService() {
    assertThat(
            Cases.all().stream()
                .filter(benchmark -> benchmark.load().isPresent())
                .flatMap(benchmark -> benchmark.subjects().stream())
                .filter(subject -> subject.peer().isInJvm()))
        .isNotEmpty()
        .allSatisfy(subject -> assertThat(ServerProcess.serves(subject.program())).isTrue());
  }

  @Test
  void thePythonProgramHasEveryCaseOfThePythons() throws IOException {
    String program = program();
    assertThat(
            subjects()
                .filter(subject -> subject.peer() == Peer.CPYTHON || subject.peer() == Peer.UVLOOP))
        .allSatisfy(subject -> assertThat(program).contains("\"" + subject.program() + "\": "));
  }

  @Test
  void theShortFormIsAboutTheFloorAndNetty() {
    List<Case> cases = BenchRun.shortForm();
    assertThat(cases).isNotEmpty();
    assertThat(cases)
        .allSatisfy(
            benchmark -> assertThat(benchmark.subjects()).allMatch(s -> s.peer().isInJvm()));
    assertThat(cases.stream().flatMap(benchmark -> benchmark.subjects().stream()))
        .extracting(Subject::peer)
        .contains(Peer.FLOOR, Peer.NETTY);
  }

  private static Stream<Subject> subjects() {
    return Cases.all().stream().flatMap(benchmark -> benchmark.subjects().stream());
  }

  private static boolean isBenchmark(String program) throws ClassNotFoundException {
    int dot = program.lastIndexOf('.');
    Method[] methods = Class.forName(program.substring(0, dot)).getMethods();
    return Arrays.stream(methods)
        .filter(method -> method.getName().equals(program.substring(dot + 1)))
        .anyMatch(method -> method.isAnnotationPresent(Benchmark.class));
  }

  private static String program() throws IOException {
    try (InputStream program =
        CasesTest.class.getResourceAsStream("/io/asynciotck/stress/bench/peers.py")) {
      return new String(program.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
