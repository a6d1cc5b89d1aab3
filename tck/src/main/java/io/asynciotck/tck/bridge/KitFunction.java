package io.asynciotck.tck.bridge;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A method of the kit that the agent may call, with the types that its values have. */
record KitFunction(Method method, List<ValueType> parameters, ValueType result) {

  /** To look for the method of a type takes longer than to call it. */
  private static final Map<ValueType, KitFunction> KNOWN = new ConcurrentHashMap<>();

  /** The function that a declared type promises. */
  static KitFunction of(ValueType type) {
    KitFunction known = KNOWN.get(type);
    return known == null ? KNOWN.computeIfAbsent(type, KitFunction::read) : known;
  }

  private static KitFunction read(ValueType type) {
    Method method = methodOf(type.raw());
    method.setAccessible(true);
    return new KitFunction(
        method,
        Arrays.stream(method.getGenericParameterTypes())
            .map(parameter -> resolve(parameter, type))
            .toList(),
        resolve(method.getGenericReturnType(), type));
  }

  /** The method of an interface that has this name in Python. */
  static KitFunction named(Class<?> type, String name) {
    for (Method method : type.getMethods()) {
      if (PythonCall.of(method).name().equals(name)) {
        return new KitFunction(
            method,
            Arrays.stream(method.getGenericParameterTypes()).map(ValueType::of).toList(),
            ValueType.of(method.getGenericReturnType()));
      }
    }
    throw new AgentProtocolError(
        "The agent called `" + name + "`, which is no method of a " + type.getSimpleName() + ".");
  }

  /** The function that an object is, although its declared type did not say so. */
  static KitFunction of(Object target) {
    Deque<Class<?>> classes = new ArrayDeque<>(List.of(target.getClass()));
    while (!classes.isEmpty()) {
      Class<?> type = classes.remove();
      if (type.isInterface() && abstractMethods(type).size() == 1) {
        return of(ValueType.of(type));
      }
      classes.addAll(List.of(type.getInterfaces()));
      if (type.getSuperclass() != null) {
        classes.add(type.getSuperclass());
      }
    }
    throw new IllegalArgumentException(target.getClass().getName() + " is not a function");
  }

  /** The type of an argument. */
  ValueType typeOf(int argument) {
    int declared = method.isVarArgs() ? parameters.size() - 1 : parameters.size();
    return argument < declared ? parameters.get(argument) : ValueType.ANYTHING;
  }

  @Nullable Object invoke(Object target, @Nullable Object[] arguments) throws Throwable {
    if (method.isVarArgs()) {
      return call(target, spread(arguments));
    }
    if (arguments.length != parameters.size()) {
      throw new ArgumentCountException(method.getName(), parameters.size(), arguments.length);
    }
    return call(target, arguments);
  }

  /** The arguments as a method takes them whose last parameter is any number of objects. */
  private @Nullable Object[] spread(@Nullable Object[] given) {
    int before = parameters.size() - 1;
    if (given.length < before) {
      throw new ArgumentCountException(method.getName(), before, given.length);
    }
    @Nullable Object[] arguments = Arrays.copyOf(given, before + 1);
    arguments[before] = Arrays.copyOfRange(given, before, given.length);
    return arguments;
  }

  private @Nullable Object call(Object target, @Nullable Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException raised) {
      throw raised.getCause() == null ? raised : raised.getCause();
    }
  }

  private static Method methodOf(Class<?> type) {
    List<Method> methods = abstractMethods(type);
    if (methods.size() != 1) {
      throw new IllegalArgumentException(type.getName() + " is not a functional interface");
    }
    return methods.getFirst();
  }

  private static List<Method> abstractMethods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .filter(method -> !isOfObject(method))
        .toList();
  }

  private static boolean isOfObject(Method method) {
    return Arrays.stream(Object.class.getMethods())
        .anyMatch(known ->
            known.getName().equals(method.getName())
                && Arrays.equals(known.getParameterTypes(), method.getParameterTypes()));
  }

  private static ValueType resolve(Type type, ValueType owner) {
    if (type instanceof TypeVariable<?> variable) {
      int index = List.of(owner.raw().getTypeParameters()).indexOf(variable);
      if (index >= 0 && index < owner.arguments().size()) {
        return owner.arguments().get(index);
      }
    }
    return ValueType.of(type);
  }
}
