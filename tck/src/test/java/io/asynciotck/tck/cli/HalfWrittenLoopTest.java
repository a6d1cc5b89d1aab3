package io.asynciotck.tck.cli;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a loop that is not finished a run says first what is missing, and blames no rule twice. */
final class HalfWrittenLoopTest {
  private static final String MODULE =
      """
      import asyncio
      class Half(asyncio.SelectorEventLoop):
          call_soon_threadsafe = asyncio.AbstractEventLoop.call_soon_threadsafe
          add_reader = asyncio.AbstractEventLoop.add_reader
          get_task_factory = property()
          sock_recv = asyncio.AbstractEventLoop.sock_recv
          sock_sendfile = asyncio.AbstractEventLoop.sock_sendfile
          def create_task(self, coro):
              return super().create_task(coro)
      class Picky(asyncio.SelectorEventLoop):
          async def create_connection(self, factory, host=None, port=None, *, interleave=None):
              return await super().create_connection(factory, host, port, interleave=interleave)
          create_unix_connection = asyncio.AbstractEventLoop.create_unix_connection
      class Waits(asyncio.SelectorEventLoop):
          async def close(self):
              super().close()
      class NoNumbers(asyncio.SelectorEventLoop):
          def time(self):
              return str(super().time())
      class NoFutures(asyncio.SelectorEventLoop):
          def create_future(self):
              pass
      OPEN = []
      class LeavesOpen(asyncio.SelectorEventLoop):
          def _make_datagram_transport(self, sock, protocol, address=None, waiter=None, extra=None):
              OPEN.append(sock.dup())
              return super()._make_datagram_transport(sock, protocol, address, waiter, extra)
      async def not_yet(self, *args, **keywords):
          raise NotImplementedError('this is for the next release')
      class Stubs(asyncio.SelectorEventLoop):
          sock_recv = sock_recvfrom = create_connection = not_yet
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("half_written.py"), MODULE);
  }

  private Cli run(String... rules) {
    return runLoop("half_written:Half", rules);
  }

  private Cli runLoop(String factory, String... rules) {
    String[] command = new String[7 + 2 * rules.length];
    String[] start = {"run", "--python", PYTHON, "--path", folder.toString(), "--loop", factory};
    System.arraycopy(start, 0, command, 0, start.length);
    for (int i = 0; i < rules.length; i++) {
      command[start.length + 2 * i] = "--rule";
      command[start.length + 2 * i + 1] = rules[i];
    }
    return Cli.run(command);
  }

  @Test
  void whatIsMissingStandsFirst() {
    Cli cli = run("loop.call-soon.once");
    assertThat(cli.out())
        .contains(
            """
            Missing here, though documented:
              loop.call_soon_threadsafe
              loop.create_task(name, context)
              loop.get_task_factory
              input and output: loop.add_reader, loop.sock_recv, loop.sock_sendfile
            """);
    assertThat(cli.status()).isEqualTo(ExitStatus.CONFORMANT);
  }

  @Test
  void whatHasToBeAwaitedThoughItIsDocumentedAsAPlainMethodStandsFirst() {
    Cli cli =
        runLoop("half_written:Waits", "loop.close.closed", "loop.call-soon-threadsafe.closed");
    assertThat(cli.out())
        .contains(
            "  loop.close (here a coroutine function, of which a call does nothing until it is",
            "close gave a coroutine where None is promised",
            "1 BLOCKED, 1 FAIL");
  }

  @Test
  void aTimeThatIsNoNumberIsAFailureAndEndsNoRun() {
    Cli cli = runLoop("half_written:NoNumbers", "loop.time.advances", "loop.is-closed.open");
    assertThat(cli.status()).as(cli.out()).isEqualTo(ExitStatus.NOT_CONFORMANT);
    assertThat(cli.out()).contains("1 fault");
  }

  /** Tests that fill a socket first trace that they cannot. */
  @Test
  void whoTracesThatNothingHasNoAttributeTripsOverIt() {
    Cli cli =
        runLoop(
            "half_written:NoFutures",
            "future.create.pending",
            "loop.sock-connect.connects",
            "loop.sock-connect.cancelled-raised");
    assertThat(cli.out()).contains("2 BLOCKED, 1 FAIL");
  }

  @Test
  void nothingIsMissingInCpythonsOwnLoop() {
    Cli cli = Cli.run("run", "--python", PYTHON, "--rule", "loop.new.fresh");
    assertThat(cli.out()).doesNotContain("Missing here");
  }

  @Test
  void oneRuleIsAccusedOfAMissingMember() {
    Cli cli = run("loop.call-soon-threadsafe.runs", "loop.call-soon-threadsafe.own-order");
    assertThat(cli.out())
        .contains(
            "1 BLOCKED, 1 FAIL",
            "NOT IMPLEMENTED:\n  call_soon_threadsafe (",
            "NotImplementedError")
        .doesNotContain("java.lang");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  @Test
  void aMemberIsAccusedThatRaisesOnlyWhenItIsAwaited() {
    Cli cli =
        run(
            "loop.sock-recv.data",
            "loop.sock-recv.at-most",
            "loop.sock-sendfile.all",
            "loop.sock-sendfile.offset");
    assertThat(cli.out())
        .contains(
            "2 BLOCKED, 2 FAIL",
            "  sock_recv (loop.sock-recv.data), which blocks 1 rule",
            "  sock_sendfile (",
            "2 faults, 2 of them not implemented")
        .doesNotContain("  run_until_complete (", "In Python:");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  @Test
  void whatOneHelperRaisesForManyIsToldApart() {
    Cli cli =
        runLoop(
            "half_written:Stubs",
            "loop.sock-recv.data",
            "loop.sock-recv.at-most",
            "loop.sock-recvfrom.waits",
            "loop.sock-recvfrom.cancelled-raised",
            "connection.pair.protocol");
    assertThat(cli.out())
        .contains(
            "  create_connection (connection.pair.protocol)",
            "  sock_recv (loop.sock-recv.data), which blocks 1 rule",
            "  sock_recvfrom (loop.sock-recvfrom.waits), which blocks 1 rule",
            "3 faults, 3 of them not implemented");
  }

  @Test
  void whatFollowsFromAnotherClassIsSaidWhereTheClassesAreCounted() {
    Cli cli = run("create-task.context.given", "policy.runner.loop");
    assertThat(cli.out()).contains("1 failure of these follows from others, and is BLOCKED");
  }

  @Test
  void aKeywordThatIsNotTakenIsMissingThoughTheTestCatchesWhatIsRaised() {
    Cli cli =
        runLoop("half_written:Picky", "connection.local-addr.taken", "connection.local-addr.bound");
    assertThat(cli.out())
        .contains("1 BLOCKED, 1 FAIL", "NOT IMPLEMENTED:\n  create_connection(local_addr) (");
  }

  @Test
  void aMemberIsMissingThoughTheTestCatchesWhatItRaises() {
    Cli cli =
        runLoop(
            "half_written:Picky", "unix-connection.path.missing", "unix-connection.path.connects");
    assertThat(cli.out())
        .contains("1 BLOCKED, 1 FAIL", "NOT IMPLEMENTED:\n  create_unix_connection (");
  }

  @Test
  void whatIsLeftOpenIsNoFaultOfRulesThatSayNothingOfIt() {
    String leaves = "datagram-endpoint.sock.owned";
    String[] others = {"datagram.connection-lost.close", "datagram.received.whole"};
    Cli few = runLoop("half_written:LeavesOpen", others);
    assertThat(few.out()).contains("2 rules: 2 PASS");
    Cli more = runLoop("half_written:LeavesOpen", leaves, others[0], others[1]);
    assertThat(more.out()).contains("3 rules: 2 PASS, 1 FAIL", "FAIL " + leaves);
  }
}
