package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.AGENT;
import static io.asynciotck.tck.bridge.WireWords.ARGS;
import static io.asynciotck.tck.bridge.WireWords.EXCEPTION;
import static io.asynciotck.tck.bridge.WireWords.FREE;
import static io.asynciotck.tck.bridge.WireWords.KIND;
import static io.asynciotck.tck.bridge.WireWords.KIT;
import static io.asynciotck.tck.bridge.WireWords.OK;
import static io.asynciotck.tck.bridge.WireWords.ON;
import static io.asynciotck.tck.bridge.WireWords.RAISE;
import static io.asynciotck.tck.bridge.WireWords.SAME;

import io.asynciotck.tck.bridge.CallRecorder.Speaker;
import io.asynciotck.tck.harness.Signal;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Names for the numbers of a recording: {@code loop}; {@code future1} if there are several. */
final class Names {
  /** How the kind of a module begins; its name follows. */
  private static final String MODULE = "module ";

  private static final String SOCKET = "sock";

  /** What a test closes at its end. */
  private static final Set<String> CLOSABLE = Set.of("loop", SOCKET, "file", "pipe");

  /** What the other end notices to be gone, should nothing hold it. */
  private static final Set<String> ENDS = Set.of(SOCKET, "pipe");

  /** In a first draft there may be several of each kind. */
  private static final int MANY = 2;

  private static final Map<String, String> OF_KIND =
      Map.of(
          "EventLoop",
          "loop",
          "AsyncFuture",
          "future",
          "TimerHandle",
          "timer",
          "Socket",
          SOCKET,
          "object",
          "given",
          "Coroutine",
          "awaited",
          "ContextVar",
          "var",
          "callable",
          "function",
          "EventLoopPolicy",
          "policy");

  private final Map<Integer, String> agentBases = new HashMap<>();
  private final Map<Integer, String> agentNames = new LinkedHashMap<>();
  private final Map<Integer, Integer> agentUses = new HashMap<>();

  /** The test's things that are named in messages, by number: the first message that names each. */
  private final Map<Integer, JsonNode> kitObjects = new HashMap<>();

  private final Map<Integer, Integer> kitUses = new HashMap<>();
  private final Map<Integer, String> kitNames = new HashMap<>();
  private final Map<String, String> threads = new HashMap<>();
  private final Map<String, String> paths = new LinkedHashMap<>();
  private final Map<Signal, String> signals = new HashMap<>();
  private final Map<Frame.Call, String> readings = new HashMap<>();

  /** Where an object of Python's comes up for the first time. */
  private final Set<JsonNode> births = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The first of the equal things that a thing of the test's belongs to. */
  private final Map<Integer, Integer> firstEqual = new HashMap<>();

  /** How many names of a kind there are until now, and how many there will be. */
  private final Map<String, Integer> taken = new HashMap<>();

  private final Map<String, Integer> totals;
  private final Addresses addresses;

  private Names(List<Recording.Line> lines, Map<String, Integer> totals) {
    this.totals = totals;
    addresses = new Addresses(lines);
    for (Recording.Line line : lines) {
      if (line.speaker() == Speaker.AGENT) {
        given(line.message().path(OK));
        line.message().propertyStream().forEach(entry -> born(entry.getKey(), entry.getValue()));
      } else if (line.speaker() == Speaker.KIT) {
        line.message().propertyStream().forEach(entry -> used(entry.getKey(), entry.getValue()));
      }
    }
  }

  /** For a first draft: how many names of a kind there will be is not known. */
  Names(List<Recording.Line> lines) {
    this(lines, Map.of());
  }

  /** For the fair copy. */
  Names after(List<Recording.Line> lines) {
    return new Names(lines, taken);
  }

  private void born(String key, JsonNode value) {
    if (!key.equals(OK) && !key.equals(RAISE) && !key.equals(ARGS)) {
      return;
    }
    if (value.has(AGENT)) {
      int number = value.get(AGENT).asInt();
      // The first thing that a test is given is the module.
      String base = agentBases.isEmpty() ? "asyncio" : base(value);
      if (agentBases.putIfAbsent(number, base) == null) {
        births.add(value);
      } else if (key.equals(OK)) {
        agentUses.merge(number, 1, Integer::sum); // it may have to be known again
      }
      return;
    }
    value.forEach(item -> born(OK, item));
  }

  /** What of the test's comes back from a call needs a name, to be known again. */
  private void given(JsonNode value) {
    if (value.has(KIT)) {
      kitUses.merge(numberOf(value.get(KIT).asInt()), 1, Integer::sum);
    }
  }

  private static String base(JsonNode value) {
    String kind = value.has(EXCEPTION) ? "raised" : value.path(KIND).asString("object");
    if (kind.startsWith(MODULE)) {
      return kind;
    }
    return OF_KIND.getOrDefault(kind, kind.toLowerCase(Locale.ROOT));
  }

  private void used(String key, JsonNode value) {
    if (key.equals(ON) && value.isInt()) {
      agentUses.merge(value.asInt(), 1, Integer::sum);
    } else if (value.has(AGENT)) {
      agentUses.merge(value.get(AGENT).asInt(), 1, Integer::sum);
    } else if (value.has(KIT)) {
      int number = numberOf(value);
      kitUses.merge(number, 1, Integer::sum);
      kitObjects.putIfAbsent(number, value);
      firstEqual.put(value.get(KIT).asInt(), number);
    } else if (!key.equals(FREE)) {
      value.forEach(item -> used("item", item));
    }
  }

  /** The number of something that belongs to the test; of equal things, that of the first. */
  static int numberOf(JsonNode kit) {
    return kit.path(SAME).asInt(kit.path(KIT).asInt());
  }

  /** The same for a number that stands alone. */
  int numberOf(int kit) {
    return firstEqual.getOrDefault(kit, kit);
  }

  /** The message that named something of the test's first. */
  JsonNode kitObject(int number) {
    return Objects.requireNonNull(kitObjects.get(number));
  }

  int kitUses(int number) {
    return kitUses.getOrDefault(number, 0);
  }

  /** The name of something that belongs to the test. */
  String ofKit(int number, String base) {
    String known = kitNames.get(number);
    if (known == null) {
      known = fresh(base);
      kitNames.put(number, known);
    }
    return known;
  }

  /** The name of an object of Python's, or null if nothing has made it. */
  @Nullable String ofAgent(int number) {
    String base = agentBases.get(number);
    if (base == null || base.equals("asyncio")) {
      return base;
    }
    if (base.startsWith(MODULE)) {
      return base.substring(MODULE.length());
    }
    return agentNames.computeIfAbsent(number, _ -> fresh(base));
  }

  /** The name of what was read from a clock. */
  String ofReading(Frame.Call reading) {
    return readings.computeIfAbsent(reading, _ -> fresh("start"));
  }

  /** The addresses that the system has given. */
  Addresses addresses() {
    return addresses;
  }

  /** Names the address with a port. */
  String ofAddress(int port) {
    String name = fresh("address");
    addresses.name(port, name);
    return name;
  }

  /** The names of what a test closes at its end. */
  List<String> closable() {
    return agentNames.entrySet().stream()
        .filter(entry -> CLOSABLE.contains(agentBases.get(entry.getKey())))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The names of what a test has been given, but for modules. */
  List<String> variables() {
    return agentNames.entrySet().stream()
        .filter(entry -> !agentBases.getOrDefault(entry.getKey(), "").equals("asyncio"))
        .filter(entry -> !isModule(entry.getKey()))
        .map(Map.Entry::getValue)
        .filter(name -> name.matches("\\w+"))
        .toList();
  }

  /** The name of a descriptor that was made. */
  String ofDescriptor() {
    return fresh("fd");
  }

  /** The name of a pipe that was made. */
  String ofPipe() {
    return fresh("pipe");
  }

  /** The name of the variable for a folder or a file that the test has made for itself. */
  String ofPath(String path) {
    return paths.computeIfAbsent(path, _ -> fresh(isFile(path) ? "path" : "folder"));
  }

  /** Whether a path that a test has made for itself is that of a file; else it is a folder. */
  static boolean isFile(String path) {
    return path.endsWith(".bin");
  }

  /** The paths that have a name, with it. */
  Map<String, String> paths() {
    return paths;
  }

  /** The name of the variable for another thread. */
  String ofThread(String channel) {
    return threads.computeIfAbsent(channel, _ -> fresh("thread"));
  }

  /** The name of the variable for a signal. */
  String ofSignal(Signal signal) {
    return signals.computeIfAbsent(signal, _ -> fresh(signal.name()));
  }

  /** Writes an object that is named once as the expression that makes it. */
  void replace(int number, String code) {
    agentNames.put(number, code);
  }

  /** Whether a number is that of a module beside {@code asyncio}, which a program has to import. */
  boolean isModule(int number) {
    return agentBases.getOrDefault(number, "").startsWith(MODULE);
  }

  /** How often an object of Python's is named. */
  int agentUses(int number) {
    return agentUses.getOrDefault(number, 0);
  }

  /** Whether an object comes up here for the first time. */
  boolean isBirth(JsonNode value) {
    return births.contains(value);
  }

  /**
   * Whether an object comes up here for the first time, and is named later. A socket needs a name
   * in any case: one that nothing names is collected, and its other end sees that.
   */
  boolean isBinding(JsonNode value) {
    int number = value.path(AGENT).asInt();
    return isBirth(value)
        && (agentUses(number) > 0 || ENDS.contains(agentBases.getOrDefault(number, "")));
  }

  /** Whether an object is a socket. */
  boolean isSocket(int number) {
    return SOCKET.equals(agentBases.get(number));
  }

  /**
   * An object of the same kind that was named before: the same one, or another; of several the one
   * that the test does most with.
   *
   * @param same whether it is to be the same
   */
  Optional<JsonNode> likeOne(JsonNode value, boolean same) {
    int number = value.path(AGENT).asInt();
    String base = agentBases.get(number);
    Integer other = null;
    for (Integer known : agentNames.keySet()) {
      if ((known == number) == same
          && Objects.equals(agentBases.get(known), base)
          && (other == null || agentUses(known) >= agentUses(other))) {
        other = known;
      }
    }
    return Optional.ofNullable(other)
        .filter(_ -> !same || !isBirth(value))
        .map(found -> JsonNodeFactory.instance.objectNode().put(AGENT, found.intValue()));
  }

  /** A name that nothing else has. */
  private String fresh(String base) {
    int count = taken.merge(base, 1, Integer::sum);
    int total = totals.isEmpty() ? MANY : totals.getOrDefault(base, 1);
    return Math.max(total, count) == 1 ? base : base + count;
  }
}
