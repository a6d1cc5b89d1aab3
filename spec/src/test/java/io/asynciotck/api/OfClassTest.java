package io.asynciotck.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.api.io.Server;
import io.asynciotck.api.sync.Event;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.RuleBook;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever leaves a class out can read off which methods that lets them leave out. */
final class OfClassTest {

  /** What Python has besides asyncio, what a user writes, and what is of the class of its user. */
  private static final Set<String> OF_NO_CLASS =
      Set.of(
          "AsyncioProvider",
          "Awaitable",
          "AwaitableObject",
          "Callback",
          "CoroutineBody",
          "ExceptionHandler",
          "KeywordCallback",
          "LoopClock",
          "Step",
          "io.Buffer",
          "io.Builtins",
          "io.File",
          "io.LoopInputOutput",
          "io.MemoryView",
          "io.OperatingSystem",
          "io.Pipe",
          "io.Socket",
          "io.Sockets",
          "sync.AsyncContextManager");

  @Test
  void everyMethodSaysToWhichClassItBelongs() throws Exception {
    assertThat(
            interfaces().stream()
                .filter(type -> !OF_NO_CLASS.contains(name(type)))
                .flatMap(type -> declared(type).filter(method -> classOf(method).isEmpty()))
                .map(Method::toGenericString))
        .isEmpty();
  }

  @Test
  void whatIsOfNoClassIsThereAndSaysNone() throws Exception {
    List<Class<?>> types =
        interfaces().stream().filter(type -> OF_NO_CLASS.contains(name(type))).toList();
    assertThat(types).hasSameSizeAs(OF_NO_CLASS);
    assertThat(types.stream().filter(type -> type.isAnnotationPresent(OfClass.class))).isEmpty();
  }

  @Test
  void everyClassThatHasRulesHasMethods() throws Exception {
    Set<ConformanceClass> said =
        interfaces().stream()
            .flatMap(type ->
                Stream.concat(said(type).stream(), declared(type).flatMap(OfClassTest::own)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(said).containsAll(RuleBook.standard().classes());
  }

  @Test
  void aMethodSaysMoreThanItsType() throws Exception {
    assertThat(classOf(EventLoop.class.getMethod("time"))).contains(ConformanceClass.TIMERS);
    assertThat(classOf(Asyncio.class.getMethod("newTaskGroup")))
        .contains(ConformanceClass.TASK_GROUPS);
    assertThat(classOf(Server.class.getMethod("close"))).contains(ConformanceClass.TRANSPORTS);
    assertThat(classOf(Event.class.getMethod("set"))).contains(ConformanceClass.SYNC);
  }

  private static Optional<ConformanceClass> classOf(Method method) {
    return own(method).findFirst().or(() -> said(method.getDeclaringClass()));
  }

  private static Stream<ConformanceClass> own(Method method) {
    return Stream.ofNullable(method.getAnnotation(OfClass.class)).map(OfClass::value);
  }

  private static Optional<ConformanceClass> said(Class<?> type) {
    @Nullable OfClass said = type.getAnnotation(OfClass.class);
    return Optional.ofNullable(said).map(OfClass::value);
  }

  private static Stream<Method> declared(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
  }

  private static String name(Class<?> type) {
    return type.getName().substring(EventLoop.class.getPackageName().length() + 1);
  }

  /** The interfaces of the API, by the class files that the build has made of them. */
  private static List<Class<?>> interfaces() throws IOException, URISyntaxException {
    Path root =
        Path.of(EventLoop.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path api = root.resolve(EventLoop.class.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.walk(api)) {
      List<Class<?>> found =
          files
              .map(file -> root.relativize(file).toString())
              .filter(file -> file.endsWith(".class") && !file.contains("$"))
              .map(file -> file.replace(".class", "").replace('/', '.'))
              .filter(name -> !name.endsWith("package-info"))
              .<Class<?>>map(OfClassTest::load)
              .filter(type -> type.isInterface() && !type.isAnnotation())
              .toList();
      assertThat(found).hasSizeGreaterThan(60);
      return found;
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException gone) {
      throw new AssertionError(gone);
    }
  }
}
