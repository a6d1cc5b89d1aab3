package io.asynciotck.tck.bridge;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An agent that does not speak the protocol gives one clear error, and never a hang. */
@Timeout(60)
final class AgentProtocolTest {

  /** An agent that greets properly; what a test adds is what it does wrong. */
  private static final String BEGIN =
      """
      import json, os, socket, struct, sys, time

      def connect(name):
          channel = socket.socket(socket.AF_UNIX)
          channel.connect(sys.argv[1])
          if name:
              send(channel, {'channel': name})
          return channel

      def send(channel, message):
          send_bytes(channel, json.dumps(message).encode())

      def send_bytes(channel, frame):
          channel.sendall(struct.pack('>I', len(frame)) + frame)

      def receive(channel):
          size = struct.unpack('>I', channel.recv(4, socket.MSG_WAITALL))[0]
          return json.loads(channel.recv(size, socket.MSG_WAITALL))

      def wait():
          sys.stdin.read()

      """;

  private static final String GREETING =
      """
      control = connect('control')
      send(control, {'protocol': 2})
      receive(control)
      main = connect('main')
      """;

  @AfterEach
  void noAgentIsLeft() {
    assertThat(AgentProcess.open()).isZero();
  }

  private static void expect(String misbehaviour, String message) {
    PythonOptions options = PythonOptions.of(PYTHON).withStartTimeout(Duration.ofSeconds(5));
    byte[] script = (BEGIN + misbehaviour + "\nwait()\n").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> PythonImplementation.open(options, script))
        .isInstanceOf(AgentProtocolError.class)
        .hasMessageContaining(message);
  }

  private static void expectAfterGreeting(String misbehaviour, String message) {
    expect(GREETING + misbehaviour, message);
  }

  @Test
  void aSilentAgent() {
    expect("", "did not send a connection named control");
  }

  @Test
  void anAgentThatConnectsAndSaysNothing() {
    expect("control = connect('')", "did not send a connection named control");
  }

  @Test
  void anAgentThatDoesNotGreet() {
    expect("control = connect('control')", "did not send a greeting");
  }

  @Test
  void anotherVersion() {
    expect(
        "control = connect('control'); send(control, {'protocol': 3})",
        "speaks protocol 3; this kit speaks 2");
  }

  @Test
  void noVersion() {
    expect("control = connect('control'); send(control, {})", "speaks protocol nothing");
  }

  @Test
  void aConnectionWithoutAName() {
    expect("send(connect(''), {'hello': 1})", "without a name");
  }

  @Test
  void garbageInsteadOfAFrame() {
    expect(
        "connect('').sendall(b'GET / HTTP/1.1\\r\\n')", "a frame of 1195725856 bytes; the limit");
  }

  @Test
  void aFrameThatIsTooLong() {
    expectAfterGreeting(
        "receive(main); main.sendall(struct.pack('>I', 0xFFFFFFFF))",
        "a frame of 4294967295 bytes; the limit");
  }

  @Test
  void aFrameThatIsNotJson() {
    expectAfterGreeting("receive(main); send_bytes(main, b'{]')", "a message that is not JSON: {]");
  }

  @Test
  void aMessageThatIsNotAnObject() {
    expectAfterGreeting("receive(main); send(main, [1])", "not a JSON object: [1]");
  }

  @Test
  void anAnswerOutOfTurn() {
    expectAfterGreeting("send(main, {'id': 99, 'ok': None})", "answered out of turn; asked was 1");
  }

  @Test
  void neitherRequestNorAnswer() {
    expectAfterGreeting(
        "send(main, {'id': receive(main)['id']})", "neither a request nor an answer");
  }

  @Test
  void aRequestThatNamesNoObject() {
    expectAfterGreeting(
        "receive(main); send(main, {'do': 'call'})", "names no action or no object");
  }

  @Test
  void aRequestForAnObjectThatIsNotThere() {
    expectAfterGreeting(
        "receive(main); send(main, {'id': 1, 'do': 'call', 'on': 5, 'args': []})",
        "the kit's object 5, which it does not hold");
  }

  @Test
  void anAnswerThatIsNotAValue() {
    expectAfterGreeting(
        "send(main, {'id': receive(main)['id'], 'ok': {'what': 1}})", "what is not a value");
  }

  @Test
  void anExceptionThatIsNone() {
    expectAfterGreeting(
        "send(main, {'id': receive(main)['id'], 'raise': {'agent': 1}})", "what is not a value");
  }

  @Test
  void anAgentThatHangsUp() {
    PythonOptions options = PythonOptions.of(PYTHON);
    byte[] script =
        (BEGIN + GREETING + "receive(main); main.close()\nwait()\n")
            .getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> PythonImplementation.open(options, script))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("closed a channel, but goes on running");
  }

  @Test
  void anAgentThatTalksOnTheControlChannel() {
    expectAfterGreeting("send(control, {'hello': 1})", "without being asked");
  }
}
