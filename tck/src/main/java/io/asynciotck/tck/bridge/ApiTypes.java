package io.asynciotck.tck.bridge;

import io.asynciotck.api.AsyncGenerator;
import io.asynciotck.api.AsyncGenerators;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Context;
import io.asynciotck.api.ContextVar;
import io.asynciotck.api.ContextVars;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EagerTasks;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.EventLoopPolicy;
import io.asynciotck.api.Policies;
import io.asynciotck.api.WaitingPrimitives;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.BufferedProtocol;
import io.asynciotck.api.io.Builtins;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.DatagramTransport;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.LoopInputOutput;
import io.asynciotck.api.io.MemoryView;
import io.asynciotck.api.io.OperatingSystem;
import io.asynciotck.api.io.Pipe;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.api.io.StreamReader;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.api.io.Streams;
import io.asynciotck.api.sync.Synchronization;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The interfaces of the API: all that can be reached from its modules. The kind of an object is the
 * simple name of its interface.
 */
final class ApiTypes {

  /** The Python classes whose names do not follow from the interface's. */
  private static final Map<Class<?>, String> UNLIKE =
      Map.ofEntries(
          Map.entry(EventLoop.class, "asyncio.AbstractEventLoop"),
          Map.entry(LoopInputOutput.class, "asyncio.AbstractEventLoop"),
          Map.entry(EventLoopPolicy.class, "asyncio.AbstractEventLoopPolicy"),
          Map.entry(Socket.class, "socket.socket"),
          Map.entry(Buffer.class, "builtins.bytearray"),
          Map.entry(MemoryView.class, "builtins.memoryview"),
          Map.entry(File.class, "io.BufferedIOBase"),
          Map.entry(Pipe.class, "io.FileIO"),
          Map.entry(Coroutine.class, "collections.abc.Coroutine"),
          Map.entry(Context.class, "contextvars.Context"),
          Map.entry(AsyncGenerator.class, "types.AsyncGeneratorType"),
          Map.entry(ContextVar.class, "contextvars.ContextVar"));

  /** What is a module in Python, not an object. */
  private static final Set<Class<?>> MODULES =
      Set.of(
          Asyncio.class,
          Streams.class,
          Synchronization.class,
          WaitingPrimitives.class,
          EagerTasks.class,
          Policies.class,
          Sockets.class,
          Builtins.class,
          OperatingSystem.class,
          ContextVars.class,
          AsyncGenerators.class);

  private static final Set<Package> PACKAGES =
      Set.of(
          Asyncio.class.getPackage(),
          Socket.class.getPackage(),
          Synchronization.class.getPackage());

  /** What a test implements to be asked by the implementation: protocols and policies. */
  private static final List<Class<?>> PROTOCOLS =
      List.of(
          Protocol.class,
          BufferedProtocol.class,
          DatagramProtocol.class,
          PipeProtocol.class,
          EventLoopPolicy.class);

  /** What only comes in pairs, whose elements no declared type names. */
  private static final Set<Class<?>> IN_PAIRS =
      Set.of(StreamReader.class, StreamWriter.class, DatagramTransport.class);

  private static final Map<String, Class<?>> BY_KIND = reachable();

  /** A test may make a thousand protocols of one class. */
  private static final ClassValue<List<String>> OWN_METHODS =
      new ClassValue<>() {
        @Override
        protected List<String> computeValue(Class<?> type) {
          return ownMethods(type);
        }
      };

  private ApiTypes() {}

  static Optional<Class<?>> ofKind(String kind) {
    return Optional.ofNullable(BY_KIND.get(kind));
  }

  /** Whether an object of the test's has methods that the implementation may call. */
  static boolean isProtocol(Object object) {
    return object instanceof BaseProtocol || object instanceof EventLoopPolicy;
  }

  /** The kind of a protocol: of the interfaces that a test implements, the one of the API. */
  static Class<?> protocolOf(Object protocol) {
    return protocolOf(protocol.getClass());
  }

  private static Class<?> protocolOf(Class<?> type) {
    return PROTOCOLS.stream()
        .filter(kind -> kind.isAssignableFrom(type))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Not a kind of protocol: " + type));
  }

  /** The class of {@code asyncio} that a protocol is made of. */
  static String pythonProtocolOf(Object protocol) {
    Class<?> kind = protocolOf(protocol);
    return pythonClass(kind == PipeProtocol.class ? Protocol.class : kind)
        .substring("asyncio.".length());
  }

  /** The methods of a protocol that it has itself, by their Python names. */
  static List<String> ownMethods(Object protocol) {
    return OWN_METHODS.get(protocol.getClass());
  }

  private static List<String> ownMethods(Class<?> type) {
    return Arrays.stream(protocolOf(type).getMethods())
        .filter(method -> hasItself(type, method))
        .map(method -> PythonCall.snakeCase(method.getName()))
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean hasItself(Class<?> type, Method method) {
    try {
      Class<?> declaring =
          type.getMethod(method.getName(), method.getParameterTypes()).getDeclaringClass();
      return !PACKAGES.contains(declaring.getPackage());
    } catch (NoSuchMethodException inherited) {
      return false;
    }
  }

  /** Pairs of a kind and its Python class, special ones before the general ones. */
  static List<List<String>> pythonClasses() {
    return BY_KIND.values().stream()
        .filter(type -> !MODULES.contains(type) && type.getMethods().length > 0)
        .sorted(Comparator.comparingInt((Class<?> type) -> -depth(type)))
        .map(type -> List.of(type.getSimpleName(), pythonClass(type)))
        .toList();
  }

  /** For each kind its members, each with the keywords that it takes. */
  static Map<String, List<List<String>>> members() {
    Map<String, List<List<String>>> members = new TreeMap<>();
    BY_KIND.forEach((kind, type) -> members.put(kind, membersOf(type)));
    return members;
  }

  private static List<List<String>> membersOf(Class<?> type) {
    Map<String, List<String>> members = new TreeMap<>();
    for (Method method : type.getMethods()) {
      PythonCall call = PythonCall.of(method);
      if (!isOfLanguage(method)) {
        List<String> member = members.computeIfAbsent(call.name(), name -> new ArrayList<>());
        call.arguments().forEach(argument -> argument.keywords().forEach(member::add));
      }
    }
    return members.entrySet().stream()
        .map(entry -> Stream.concat(Stream.of(entry.getKey()), entry.getValue().stream()).toList())
        .toList();
  }

  /** Whether the counterpart is a word of the language, so that there is none to look for. */
  private static boolean isOfLanguage(Method method) {
    return method.getDeclaringClass() == Asyncio.class
        && (method.getName().equals("await") || method.getName().equals("coroutine"));
  }

  /** The Python class that an interface stands for, with its module. */
  static String pythonClass(Class<?> type) {
    String name = type.getSimpleName();
    if (UNLIKE.containsKey(type)) {
      return UNLIKE.get(type);
    }
    if (name.startsWith("Concurrent")) {
      return "concurrent.futures." + name.substring("Concurrent".length());
    }
    return "asyncio." + (name.startsWith("Async") ? name.substring("Async".length()) : name);
  }

  private static int depth(Class<?> type) {
    return Arrays.stream(type.getInterfaces()).mapToInt(ApiTypes::depth).max().orElse(0) + 1;
  }

  private static Map<String, Class<?>> reachable() {
    Map<String, Class<?>> found = new LinkedHashMap<>();
    Deque<Class<?>> open = new ArrayDeque<>(MODULES);
    open.addAll(IN_PAIRS);
    while (!open.isEmpty()) {
      Class<?> type = open.remove();
      if (isOfApi(type) && found.putIfAbsent(type.getSimpleName(), type) == null) {
        open.addAll(List.of(type.getInterfaces()));
        for (Method method : type.getMethods()) {
          mentioned(ValueType.of(method.getGenericReturnType()), open);
          for (Parameter parameter : method.getParameters()) {
            mentioned(ValueType.of(parameter.getParameterizedType()), open);
          }
        }
      }
    }
    return found;
  }

  private static void mentioned(ValueType type, Deque<Class<?>> found) {
    found.add(type.raw().isArray() ? type.raw().getComponentType() : type.raw());
    type.arguments().forEach(argument -> mentioned(argument, found));
  }

  private static boolean isOfApi(Class<?> type) {
    return type.isInterface()
        && PACKAGES.contains(type.getPackage())
        && !type.isSealed()
        && !type.isAnnotationPresent(FunctionalInterface.class);
  }
}
