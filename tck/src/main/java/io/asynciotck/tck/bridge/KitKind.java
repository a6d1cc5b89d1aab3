package io.asynciotck.tck.bridge;

import static io.asynciotck.tck.bridge.WireWords.KIND;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What an object of the kit's is in the agent, by the word that the protocol has for it. */
public enum KitKind {
  /** A value that is only passed on. */
  OBJECT,
  /** Something to call. */
  FUNCTION,
  /** A function that takes keywords. */
  KEYWORD_FUNCTION,
  /** A function of a loop, a coroutine and keywords. */
  TASK_FACTORY,
  /** The same, in place of the class of tasks. */
  TASK_CONSTRUCTOR,
  /** An executor of whatever class. */
  EXECUTOR,
  /** An executor that is a pool of threads. */
  THREAD_POOL,
  /** A coroutine. */
  COROUTINE,
  /** What the language defines as a coroutine function. */
  COROUTINE_FUNCTION,
  /** An object that can be awaited, and is no coroutine. */
  AWAITABLE,
  /** An exception. */
  EXCEPTION,
  /** An object whose methods are called: a protocol, or a policy. */
  PROTOCOL;

  private static final Map<String, KitKind> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toMap(KitKind::word, Function.identity()));

  private final String word = name().toLowerCase(Locale.ROOT);

  /** Returns the word for it in messages. */
  public String word() {
    return word;
  }

  /** Returns the kind of the object that a message refers to. */
  public static KitKind of(JsonNode reference) {
    return BY_WORD.getOrDefault(reference.path(KIND).asString(""), OBJECT);
  }
}
