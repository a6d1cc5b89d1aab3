package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.ARGS;
import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Calls of the agent itself, the object number 0, as expressions. In a program there is no agent:
 * functions of its own stand for what a test has around it, and what the kit alone asks for is left
 * out; but time has to pass.
 */
final class AgentCalls {

  /** What functions stand for calls with the same arguments. */
  private static final Map<String, Function> FUNCTIONS =
      Map.ofEntries(
          entry("send", new Function("send_pattern", "pattern")),
          entry("receive", new Function("receive_pattern", "pattern")),
          entry("seen", new Function("seen")),
          entry("generator", new Function("async_generator")),
          entry("open_generator", new Function("open_generator", "async_generator")),
          entry("nested_calls", new Function("outermost", "midway", "innermost")),
          entry("future_like", new Function("FutureLike")),
          entry("failed_future", new Function("failed_future")),
          entry("retrieved_future", new Function("retrieved_future")),
          entry("failed_task", new Function("failed_task")),
          entry("start_waiter", new Function("start_waiter", "Waiter", "asyncio", "gc", "weakref")),
          entry(
              "cancel_waiters",
              new Function("cancel_waiters", "Waiter", "asyncio", "gc", "weakref")),
          entry(
              "kept_of_waiters",
              new Function("kept_of_waiters", "Waiter", "asyncio", "gc", "weakref")),
          entry("begin_printing", new Function("begin_printing", "io", "sys")),
          entry("printed", new Function("printed", "io", "sys")),
          entry("hear_deprecations", new Function("hear_deprecations", "warnings")),
          entry("heard_deprecation", new Function("heard_deprecation", "warnings")),
          entry("watch_closing", new Function("watch_closing", "WatchedPipe", "io", "os")),
          entry("spared", new Function("spared", "os")),
          entry("unix_pair", new Function("unix_pair", "os", "socket", "tempfile")),
          entry("limit_descriptors", new Function("limit_descriptors", "os", "resource")),
          entry("free_descriptors", new Function("free_descriptors", "os", "resource")),
          entry("is_idle", new Function("is_idle", "time", "zlib")),
          entry("name_host", new Function("name_host", "socket")),
          entry("slow_name", new Function("slow_name", "socket", "threading")));

  /**
   * One of the {@link Preamble#DEFINITIONS}.
   *
   * @param name its name
   * @param needs the modules and other definitions that it needs
   */
  private record Function(String name, List<String> needs) {
    Function(String name, String... needs) {
      this(name, List.of(needs));
    }
  }

  private final Values values;
  private final Calls.Clock clock;

  /** What has given None, if the test looks at its class next. */
  private String nothing = "";

  AgentCalls(Values values, Calls.Clock clock) {
    this.values = values;
    this.clock = clock;
  }

  /**
   * A call as an expression; empty if it is no part of the test.
   *
   * @param arguments writes its arguments, in parentheses
   */
  String code(Frame.Call call, Supplier<String> arguments) {
    Function function = FUNCTIONS.get(call.name());
    if (function != null) {
      need(function.name());
      function.needs().forEach(this::need);
      return function.name() + arguments.get();
    }
    return switch (call.name()) {
      case "advance" -> advance(argument(call, 0));
      case "go_round" -> argument(call, 0) + ".call_soon(" + argument(call, 1) + ")";
      case "turns" -> {
        need("turns");
        yield "turns(" + argument(call, 0) + ")";
      }
      case "set_resolution" -> {
        need(Preamble.RESOLUTION);
        yield "Clock.resolution = " + argument(call, 0);
      }
      case "give_whole_seconds" -> {
        values.giveWholeSeconds();
        yield "";
      }
      case "answer_by_texts" -> {
        values.answerByTexts();
        yield "";
      }
      case "set_date_back" -> {
        need("time");
        yield "setattr(time, \"time\", lambda true=time.time: true() - " + argument(call, 0) + ")";
      }
      case "pattern" -> {
        need("pattern");
        yield "pattern(0, " + argument(call, 0) + ", " + argument(call, 1) + ")";
      }
      case "fits" -> {
        need("pattern");
        yield "%s[:%s] == pattern(%s, %2$s, %s)"
            .formatted(argument(call, 0), argument(call, 1), argument(call, 2), argument(call, 3));
      }
      case "is_instance" -> isInstance(call);
      case "are_bytes" -> "isinstance(args[0], bytes)"; // asked where they are received
      case "is_of_asyncio" ->
          "type(" + argument(call, 0) + ").__module__ in (\"_asyncio\", \"asyncio.tasks\")";
      case "are_equal" -> argument(call, 0) + " == " + argument(call, 1);
      case "is_of" -> argument(call, 0) + ".fileno() == " + argument(call, 1) + ".fileno()";
      case "call_in_process" -> {
        need("concurrent.futures");
        need("os");
        yield argument(call, 0)
            + ".run_in_executor(concurrent.futures.ProcessPoolExecutor(1), os.getpid)";
      }
      case "generator_hooks" -> {
        need("sys");
        yield "repr(sys.get_asyncgen_hooks())";
      }
      case "interrupt" -> {
        need("os");
        need("signal");
        yield "os.kill(os.getpid(), signal.SIGINT)";
      }
      case "process_id" -> {
        need("os");
        yield "os.getpid()";
      }
      case "without_sendfile" -> {
        need("os");
        yield "delattr(os, \"sendfile\")";
      }
      case "empty_sockets" ->
          "getattr(" + argument(call, 0) + ".sockets, \"clear\", lambda: None)()";
      case "slow_name_is_asked" -> "slow_name.asked";
      case "answer_slow_name" -> "slow_name.answered.set()";
      case "slow_name_held_up" -> "slow_name.held_up";
      case "collect" -> {
        need("gc");
        yield "gc.collect()";
      }
      case "scheduled_timers" -> "len(" + argument(call, 0) + "._scheduled)";
      default -> "";
    };
  }

  private void need(String word) {
    values.needs().add(word);
  }

  private static JsonNode given(Frame.Call call, int place) {
    return call.request.path(ARGS).path(place);
  }

  private String argument(Frame.Call call, int place) {
    return values.of(given(call, place));
  }

  private String advance(String seconds) {
    if (clock.isOwn()) {
      return "Clock.now += " + seconds;
    }
    if (!clock.advance().isEmpty()) {
      return clock.advance() + "(" + seconds + ")";
    }
    need("time");
    return "time.sleep(" + seconds + ")";
  }

  private String isInstance(Frame.Call call) {
    String object = given(call, 0).isNull() && !nothing.isEmpty() ? nothing : argument(call, 0);
    return "isinstance(" + object + ", " + given(call, 1).asString("") + ")";
  }

  /** Whether the test looks at the class of nothing. */
  static boolean asksForClass(Frame.@Nullable Item item) {
    return item instanceof Frame.Call call
        && call.isOfHarness()
        && call.name().equals("is_instance")
        && given(call, 0).isNull();
  }

  /** Says what has given nothing just now, though the test asks for its class: an expression. */
  void gaveNothing(String code) {
    nothing = code;
  }
}
