package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.ByRealClock;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.SlowName;
import io.asynciotck.tck.harness.Trace;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code name-resolution.md}. */
@UsesThreads // Names are looked up in other threads.
final class NameResolutionTck extends SocketRuleTest {
  private static final int PORT = 4711;
  private static final String LOOPBACK = "127.0.0.1";
  private static final String LOOPBACK_IPV6 = "::1";

  /** The addresses that tests compare: nobody says how such an address is spelled. */
  private static final List<String> IPV6 = List.of(LOOPBACK_IPV6, "::7", "::");

  private static String host(List<Object> entry) {
    String host = (String) ((List<?>) entry.get(4)).get(0);
    return IPV6.stream().filter(known -> isTheSame(known, host)).findFirst().orElse(host);
  }

  private static boolean isTheSame(String known, String host) {
    try {
      return InetAddress.ofLiteral(known).equals(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException noLiteral) {
      return false;
    }
  }

  private static int port(List<Object> entry) {
    return ((Number) ((List<?>) entry.get(4)).get(1)).intValue();
  }

  /** The addresses of some entries; there may be an entry of each for every type of sockets. */
  private static Set<String> addresses(List<List<Object>> entries) {
    Set<String> addresses = new TreeSet<>();
    entries.forEach(entry -> addresses.add(host(entry) + " " + port(entry)));
    return addresses;
  }

  private static Set<String> hosts(List<List<Object>> entries) {
    Set<String> hosts = new TreeSet<>();
    entries.forEach(entry -> hosts.add(host(entry)));
    return hosts;
  }

  private static Set<Integer> protocols(List<List<Object>> entries) {
    Set<Integer> protocols = new TreeSet<>();
    entries.forEach(entry -> protocols.add(((Number) entry.get(2)).intValue()));
    return protocols;
  }

  @Rule("loop.getaddrinfo.numeric")
  @Test
  void theAddressOfANumericHostIsItself() throws Exception {
    trace.add("addresses: " + addresses(lookUp(() -> await(loop.getaddrinfo("127.0.0.7", PORT)))));
    trace.shouldBe("addresses: [127.0.0.7 4711]");
  }

  @Rule("loop.getaddrinfo.coroutine")
  @Test
  void aTaskIsMadeOfAQuestion() {
    keepAwake();
    traceTask(() -> inATask(loop.getaddrinfo(LOOPBACK, PORT)));
    shouldBeATask();
  }

  @Rule("loop.getaddrinfo.ipv6")
  @Test
  void soItIsWithIpv6() throws Exception {
    trace.add("addresses: " + addresses(lookUp(() -> await(loop.getaddrinfo("::7", PORT)))));
    trace.shouldBe("addresses: [::7 4711]");
  }

  @Rule("loop.getaddrinfo.name")
  @Test
  void thisMachineIsFoundByItsName() throws Exception {
    Set<String> hosts = hosts(lookUp(() -> await(loop.getaddrinfo("localhost", PORT))));
    trace.add("some: " + !hosts.isEmpty());
    hosts.removeIf(host -> host.startsWith("127.") || host.equals(LOOPBACK_IPV6));
    trace.add("others: " + hosts);
    trace.shouldBe("some: true", "others: []");
  }

  @Rule("loop.getaddrinfo.connects")
  @Test
  void aSocketOfAnEntryConnectsToItsAddress() throws Exception {
    Sockets sockets = bench.sockets();
    Socket server = sockets.createServer(new Address(LOOPBACK, 0));
    int port = server.getsockname().port();
    List<List<Object>> entries =
        lookUp(() ->
            await(loop.getaddrinfo(LOOPBACK, port, sockets.afInet(), sockets.sockStream(), 0, 0)));
    for (List<Object> entry : entries) {
      trace.add("items: " + entry.size());
      Socket client = sockets.socket(entry.get(0), entry.get(1));
      client.connect(new Address(host(entry), port(entry)));
      trace.add("connected: " + client.getpeername().equals(server.getsockname()));
    }
    trace.shouldBe("items: 5", "connected: true");
  }

  @Rule("loop.getaddrinfo.no-host")
  @Test
  void withoutAHostItIsThisMachine() throws Exception {
    Set<String> hosts = hosts(lookUp(() -> await(loop.getaddrinfo(null, PORT))));
    trace.add("some: " + !hosts.isEmpty());
    hosts.removeAll(Set.of(LOOPBACK, LOOPBACK_IPV6));
    trace.add("others: " + hosts);
    trace.shouldBe("some: true", "others: []");
  }

  @Rule("loop.getaddrinfo.passive")
  @Test
  void whoListensWithoutAHostListensEverywhere() throws Exception {
    Object passive = bench.sockets().aiPassive();
    Set<String> hosts = hosts(lookUp(() -> await(loop.getaddrinfo(null, PORT, 0, 0, 0, passive))));
    trace.add("some: " + !hosts.isEmpty());
    hosts.removeAll(Set.of("0.0.0.0", "::"));
    trace.add("others: " + hosts);
    trace.shouldBe("some: true", "others: []");
  }

  @Rule("loop.getaddrinfo.family")
  @Test
  void allAddressesAreOfTheFamily() throws Exception {
    Object family = bench.sockets().afInet();
    trace.add(
        "hosts: " + hosts(lookUp(() -> await(loop.getaddrinfo(null, PORT, family, 0, 0, 0)))));
    trace.shouldBe("hosts: [127.0.0.1]");
  }

  @Rule("loop.getaddrinfo.type")
  @Test
  void allEntriesAreOfTheType() throws Exception {
    Sockets sockets = bench.sockets();
    for (Object type : List.of(sockets.sockStream(), sockets.sockDgram())) {
      traceWhetherAllAreOf(type);
    }
    trace.shouldBe("this one only: true", "this one only: true");
  }

  private void traceWhetherAllAreOf(Object type) throws Exception {
    List<List<Object>> entries =
        lookUp(() -> await(loop.getaddrinfo(LOOPBACK, PORT, 0, type, 0, 0)));
    boolean thisOnly =
        !entries.isEmpty()
            && entries.stream()
                .allMatch(entry -> bench.surroundings().areEqual(entry.get(1), type));
    trace.add("this one only: " + thisOnly);
  }

  @Rule("loop.getaddrinfo.proto")
  @Test
  void allEntriesAreOfTheProtocol() throws Exception {
    for (int proto : List.of(bench.sockets().ipprotoTcp(), bench.sockets().ipprotoUdp())) {
      Set<Integer> protocols =
          protocols(lookUp(() -> await(loop.getaddrinfo(LOOPBACK, PORT, 0, 0, proto, 0))));
      trace.add("this one only: " + protocols.equals(Set.of(proto)));
    }
    trace.shouldBe("this one only: true", "this one only: true");
  }

  @Rule("loop.getaddrinfo.unasked")
  @Test
  void whoAsksForNothingIsToldOfAllKinds() throws Exception {
    Set<Integer> unasked = protocols(lookUp(() -> await(loop.getaddrinfo(LOOPBACK, PORT))));
    Set<Integer> ofAll =
        protocols(lookUp(() -> await(loop.getaddrinfo(LOOPBACK, PORT, 0, 0, 0, 0))));
    trace.add("the same protocols: " + unasked.equals(ofAll));
    trace.shouldBe("the same protocols: true");
  }

  @Rule("loop.getaddrinfo.flags")
  @RestsOn(Ground.EXECUTOR_EXCEPTION)
  @Test
  void aNameIsRefusedWhereItMustBeNumeric() throws Exception {
    Object numeric = bench.sockets().aiNumerichost();
    keepAwake();
    traceOutcome("a name", () -> await(loop.getaddrinfo("localhost", PORT, 0, 0, 0, numeric)));
    traceOutcome(
        "a number", () -> hosts(await(loop.getaddrinfo(LOOPBACK, PORT, 0, 0, 0, numeric))));
    trace.shouldBe("a name: raises OSError", "a number: [127.0.0.1]");
  }

  @Rule("loop.getaddrinfo.flags")
  @RestsOn(Ground.EXECUTOR_EXCEPTION)
  @ExpectsReports
  @Test
  void soItIsInDebugMode() throws Exception {
    Object numeric = bench.sockets().aiNumerichost();
    loop.setDebug(true);
    keepAwake();
    traceOutcome("a name", () -> await(loop.getaddrinfo("localhost", PORT, 0, 0, 0, numeric)));
    trace.shouldBe("a name: raises OSError");
  }

  @Rule("loop.getaddrinfo.proto")
  @ExpectsReports
  @Test
  void allEntriesAreOfTheProtocolInDebugModeToo() throws Exception {
    int proto = bench.sockets().ipprotoUdp();
    loop.setDebug(true);
    Set<Integer> protocols =
        protocols(lookUp(() -> await(loop.getaddrinfo(LOOPBACK, PORT, 0, 0, proto, 0))));
    trace.add("this one only: " + protocols.equals(Set.of(proto)));
    trace.shouldBe("this one only: true");
  }

  @Rule("loop.getaddrinfo.type")
  @ExpectsReports
  @Test
  void allEntriesAreOfTheTypeInDebugModeToo() throws Exception {
    loop.setDebug(true);
    traceWhetherAllAreOf(bench.sockets().sockDgram());
    trace.shouldBe("this one only: true");
  }

  @Rule("loop.getaddrinfo.family")
  @ExpectsReports
  @Test
  void allAddressesAreOfTheFamilyInDebugModeToo() throws Exception {
    Object family = bench.sockets().afInet();
    loop.setDebug(true);
    trace.add(
        "hosts: " + hosts(lookUp(() -> await(loop.getaddrinfo(null, PORT, family, 0, 0, 0)))));
    trace.shouldBe("hosts: [127.0.0.1]");
  }

  @Rule("loop.getaddrinfo.error")
  @RestsOn(Ground.EXECUTOR_EXCEPTION)
  @Test
  void whereThereIsNoAddressItRaises() throws Exception {
    Object family = bench.sockets().afInet();
    keepAwake();
    traceOutcome(
        "getaddrinfo", () -> await(loop.getaddrinfo(LOOPBACK_IPV6, PORT, family, 0, 0, 0)));
    trace.shouldBe("getaddrinfo: raises OSError");
  }

  @Rule("loop.getaddrinfo.several")
  @Test
  void eachQuestionHasItsOwnAnswer() throws Exception {
    for (int size : List.of(1, 2, 3, 17, 101)) {
      int right =
          lookUp(() -> {
            List<AsyncFuture<List<List<Object>>>> asked = new ArrayList<>();
            for (int i = 0; i < size; i++) {
              asked.add(start(loop.getaddrinfo("127.0.0." + (i + 1), i + 1)));
            }
            int same = 0;
            for (int i = 0; i < size; i++) {
              String own = "127.0.0." + (i + 1) + " " + (i + 1);
              same += addresses(await(asked.get(i))).equals(Set.of(own)) ? 1 : 0;
            }
            return same;
          });
      trace.add(right + " of " + size);
    }
    trace.shouldBe("1 of 1", "2 of 2", "3 of 3", "17 of 17", "101 of 101");
  }

  @Rule("loop.getaddrinfo.several")
  @Test
  void questionsOfOneHostHaveTheirOwnAnswers() throws Exception {
    Set<String> answers =
        lookUp(() -> {
          List<AsyncFuture<List<List<Object>>>> asked = new ArrayList<>();
          for (int port = 1; port <= 3; port++) {
            asked.add(start(loop.getaddrinfo(LOOPBACK, port)));
          }
          Set<String> all = new TreeSet<>();
          for (AsyncFuture<List<List<Object>>> each : asked) {
            all.addAll(addresses(await(each)));
          }
          return all;
        });
    trace.add("addresses: " + answers);
    trace.shouldBe("addresses: [127.0.0.1 1, 127.0.0.1 2, 127.0.0.1 3]");
  }

  @Rule("loop.getaddrinfo.numeric")
  @Test
  void theAddressHasThePortOfItsQuestion() throws Exception {
    for (int port = PORT; port < PORT + 3; port++) {
      int asked = port;
      trace.add("addresses: " + addresses(lookUp(() -> await(loop.getaddrinfo(LOOPBACK, asked)))));
    }
    trace.shouldBe(
        "addresses: [127.0.0.1 4711]",
        "addresses: [127.0.0.1 4712]",
        "addresses: [127.0.0.1 4713]");
  }

  @Rule("loop.getaddrinfo.executor")
  @Test
  void addressesAreLookedUpByTheDefaultExecutor() throws Exception {
    runWithOwnExecutor(() -> await(loop.getaddrinfo(LOOPBACK, PORT)));
    trace.shouldBe("executor", "done");
  }

  @Rule("loop.getnameinfo.numeric")
  @Test
  void addressAndPortAreGivenAsText() throws Exception {
    trace.add(
        "names: " + lookUp(() -> await(loop.getnameinfo(new Address(LOOPBACK, 80), numeric()))));
    EventLoop named = byKeyword(loop, "flags");
    trace.add(
        "names: " + lookUp(() -> await(named.getnameinfo(new Address(LOOPBACK, 80), numeric()))));
    trace.shouldBe("names: [127.0.0.1, 80]", "names: [127.0.0.1, 80]");
  }

  @Rule("loop.getnameinfo.coroutine")
  @Test
  void aTaskIsMadeOfTheOtherQuestion() {
    keepAwake();
    traceTask(() -> inATask(loop.getnameinfo(new Address(LOOPBACK, 80), numeric())));
    shouldBeATask();
  }

  @Rule("loop.getnameinfo.numeric")
  @Test
  void eachAddressHasItsOwnText() throws Exception {
    for (int port : List.of(80, 443, 4711)) {
      trace.add(
          "names: "
              + lookUp(() -> await(loop.getnameinfo(new Address(LOOPBACK, port), numeric()))));
    }
    trace.shouldBe("names: [127.0.0.1, 80]", "names: [127.0.0.1, 443]", "names: [127.0.0.1, 4711]");
  }

  @Rule("loop.getnameinfo.numeric")
  @ExpectsReports
  @Test
  void soItIsInDebugModeToo() throws Exception {
    loop.setDebug(true);
    trace.add(
        "names: " + lookUp(() -> await(loop.getnameinfo(new Address(LOOPBACK, 80), numeric()))));
    trace.shouldBe("names: [127.0.0.1, 80]");
  }

  @Rule("loop.getnameinfo.ipv6")
  @RestsOn(Ground.GETNAMEINFO)
  @Test
  void anAddressOfIpv6IsGivenInItsShortestForm() throws Exception {
    Address address = new Address("2001:0db8:0:0:1:0:0:7", 80);
    trace.add("names: " + lookUp(() -> await(loop.getnameinfo(address, numeric()))));
    trace.shouldBe("names: [2001:db8::1:0:0:7, 80]");
  }

  @Rule("loop.getnameinfo.executor")
  @Test
  void namesAreLookedUpByTheDefaultExecutor() throws Exception {
    runWithOwnExecutor(() -> await(loop.getnameinfo(new Address(LOOPBACK, 80), numeric())));
    trace.shouldBe("executor", "done");
  }

  private <T extends @Nullable Object> T lookUp(CoroutineBody<T> body) throws Exception {
    keepAwake();
    return run(body);
  }

  private int numeric() {
    return bench.sockets().niNumerichost() | bench.sockets().niNumericserv();
  }

  /** Traces the end of a look-up, and that the default executor was asked before. */
  private void runWithOwnExecutor(CoroutineBody<?> lookUp) throws Exception {
    OwnPool pool = new OwnPool(trace);
    try {
      loop.setDefaultExecutor(pool);
      lookUp(lookUp);
      trace.add("done");
    } finally {
      pool.shutdown(); // an interrupt might hit it in the middle of a message
    }
  }

  /** A pool of one thread that says when it is given work. */
  private static final class OwnPool extends ThreadPoolExecutor {
    private final Trace trace;

    OwnPool(Trace trace) {
      super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), OwnPool::newThread);
      this.trace = trace;
    }

    private static Thread newThread(Runnable work) {
      return Thread.ofPlatform().daemon().name("asyncio-tck-pool").unstarted(work);
    }

    @Override
    public void execute(Runnable command) {
      trace.add("executor");
      super.execute(command);
    }
  }

  @Rule("loop.getaddrinfo.not-blocking")
  @ByRealClock
  @Test
  void theLoopRunsWhileANameIsLookedUp() throws Exception {
    SlowName slow = bench.surroundings().slowName();
    AsyncFuture<?> looking = start(loop.getaddrinfo(slow.host(), PORT));
    run(() -> {
      while (!slow.isAsked() && !looking.isDone()) {
        leaveTheProcessor();
        yieldOnce();
      }
      slow.answer();
    });
    runUntil(looking);
    if (!slow.isAsked()) {
      throw new NotClaimedError("the loop looks names up where the test has no say");
    }
    trace.add("held up: " + slow.hasHeldUp());
    trace.shouldBe("held up: false");
  }
}
