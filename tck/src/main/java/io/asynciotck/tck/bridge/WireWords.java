package io.asynciotck.tck.bridge;

/** The words of the messages between kit and agent, as PROTOCOL.md has them. */
public final class WireWords {

  /** What a request asks for. */
  public static final String DO = "do";

  /** The number of the object that a request is about. */
  public static final String ON = "on";

  /** The name of a member. */
  public static final String NAME = "name";

  /** The arguments given by position. */
  public static final String ARGS = "args";

  /** The arguments given by keyword. */
  public static final String KWARGS = "kwargs";

  /** The number of a request, and of its answer. */
  public static final String ID = "id";

  /** What a request has given. */
  public static final String OK = "ok";

  /** What a request has raised. */
  public static final String RAISE = "raise";

  /** The objects that are held no longer. */
  public static final String FREE = "free";

  /** The number of an object of the agent's. */
  public static final String AGENT = "agent";

  /** The number of an object of the kit's. */
  public static final String KIT = "kit";

  /** The number of the first object that is equal. */
  public static final String SAME = "same";

  /** The kind of an object. */
  public static final String KIND = "kind";

  /** The class that a protocol is made of. */
  public static final String OF = "of";

  /** The methods that a protocol has itself. */
  public static final String METHODS = "methods";

  /** A set; and what asks the agent to set an attribute. */
  public static final String SET = "set";

  /** A mapping. */
  public static final String MAP = "map";

  /** A tuple. */
  public static final String TUPLE = "tuple";

  /** Bytes, in Base64. */
  public static final String BYTES = "bytes";

  /** A number that JSON does not have. */
  public static final String FLOAT = "float";

  /** A path as an object. */
  public static final String PATH = "path";

  /** The items of a generator. */
  public static final String GENERATOR = "generator";

  /** The names of the classes of an exception. */
  public static final String EXCEPTION = "exception";

  /** The message of an exception. */
  public static final String MESSAGE = "message";

  /** The attributes of an exception. */
  public static final String CARRIES = "carries";

  /** Where an exception was raised. */
  public static final String WHERE = "where";

  /** What an exception was raised for. */
  public static final String CAUSE = "cause";

  /** The class of an exception of the kit's. */
  public static final String TYPE = "type";

  /** The class of Python's that the class of an exception of the kit's is made of. */
  public static final String BASE = "base";

  /** Calls a member, or a function of the test's. */
  public static final String CALL = "call";

  /** Calls an object itself. */
  public static final String APPLY = "apply";

  /** Calls a method of a protocol. */
  public static final String INVOKE = "invoke";

  /** Gets an attribute. */
  public static final String GET = "get";

  /** Drives a coroutine of the agent's on. */
  public static final String STEP = "step";

  /** Drives a coroutine on with a value. */
  public static final String SEND = "send";

  /** Drives a coroutine on with an exception. */
  public static final String THROW = "throw";

  /** Ends a coroutine. */
  public static final String CLOSE = "close";

  /** A coroutine has returned. */
  public static final String RETURN = "return";

  /** A coroutine yields a future, or nothing. */
  public static final String SUSPEND = "suspend";

  /** A coroutine waits for something. */
  public static final String AWAIT = "await";

  private WireWords() {}
}
