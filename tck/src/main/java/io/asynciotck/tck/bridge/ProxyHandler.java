package io.asynciotck.tck.bridge;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CoroutineBody;
import java.lang.ref.Reference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An agent object, called through the interfaces of the API. */
final class ProxyHandler implements InvocationHandler {
  private static final @Nullable Object[] NO_ARGUMENTS = {};

  private final Agent agent;
  private final int number;
  private final String kind;
  private final UnaryOperator<PythonCall> form;

  private ProxyHandler(Agent agent, int number, String kind, UnaryOperator<PythonCall> form) {
    this.agent = agent;
    this.number = number;
    this.kind = kind;
    this.form = form;
  }

  /**
   * Makes a proxy that is an instance of what the agent says the object is, and of what the caller
   * was promised that it is.
   */
  static Object newProxy(Agent agent, int number, String kind, Class<?> promised) {
    Set<Class<?>> types = new LinkedHashSet<>();
    ApiTypes.ofKind(kind).ifPresent(types::add);
    if (promised.isInterface()) {
      types.add(promised);
    }
    return Proxy.newProxyInstance(
        ProxyHandler.class.getClassLoader(),
        types.toArray(Class<?>[]::new),
        new ProxyHandler(agent, number, kind, UnaryOperator.identity()));
  }

  /** A proxy of the same object, whose calls are made in another form. */
  static <T> T inForm(T proxy, UnaryOperator<PythonCall> form) {
    ProxyHandler handler =
        Objects.requireNonNull(of(proxy), "What is called in another form is of the agent");
    // The number is kept by the first proxy.
    UnaryOperator<PythonCall> changed =
        call -> {
          try {
            return form.apply(call);
          } finally {
            Reference.reachabilityFence(proxy);
          }
        };
    @SuppressWarnings("unchecked") // it has the same interfaces
    T same =
        (T)
            Proxy.newProxyInstance(
                ProxyHandler.class.getClassLoader(),
                proxy.getClass().getInterfaces(),
                new ProxyHandler(handler.agent, handler.number, handler.kind, changed));
    return same;
  }

  /** The handler of a proxy of this bridge, or null for any other object. */
  static @Nullable ProxyHandler of(@Nullable Object value) {
    return value != null
            && Proxy.isProxyClass(value.getClass())
            && Proxy.getInvocationHandler(value) instanceof ProxyHandler handler
        ? handler
        : null;
  }

  boolean belongsTo(Agent other) {
    return agent == other;
  }

  int number() {
    return number;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
      throws Throwable {
    @Nullable Object[] arguments = given == null ? NO_ARGUMENTS : given;
    if (method.getDeclaringClass() == Object.class) {
      return invokeOfObject(method, arguments);
    }
    if (method.getDeclaringClass() == Asyncio.class) {
      if (method.getName().equals("coroutine")) {
        return agent.bodies().coroutine((CoroutineBody<?>) Objects.requireNonNull(arguments[0]));
      }
      if (method.getName().equals("await")) {
        return agent.bodies().await((Awaitable<?>) Objects.requireNonNull(arguments[0]));
      }
    }
    try {
      return agent.call(number, form.apply(PythonCall.of(method)), arguments);
    } catch (Exception raised) {
      throw mayRaise(method, raised) ? raised : Exceptions.undeclared(raised);
    } finally {
      // Its number goes back to the agent when it is collected: not while it is called.
      Reference.reachabilityFence(proxy);
    }
  }

  private static boolean mayRaise(Method method, Exception raised) {
    return raised instanceof RuntimeException
        || Arrays.stream(method.getExceptionTypes()).anyMatch(type -> type.isInstance(raised));
  }

  private boolean isSame(@Nullable ProxyHandler other) {
    return other != null && other.agent == agent && other.number == number;
  }

  private @Nullable Object invokeOfObject(Method method, @Nullable Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> isSame(of(arguments[0]));
      case "hashCode" -> number;
      default -> kind + "#" + number;
    };
  }
}
