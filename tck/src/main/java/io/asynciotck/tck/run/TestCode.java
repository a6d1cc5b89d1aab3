package io.asynciotck.tck.run;

import static java.lang.constant.DirectMethodHandleDesc.Kind.INTERFACE_VIRTUAL;

import io.asynciotck.api.io.Socket;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a test makes, and at which moments of a wait something happens in it: read from its
 * code, that is itself, its lambdas, and what it calls in classes of tests; and what annotations
 * add. That is the same for every implementation and every run, and costs a loop nothing.
 */
final class TestCode {
  private static final String TESTS = TestRun.RULES_PACKAGE.replace('.', '/');
  private static final String BASE = RuleTest.class.getName().replace('.', '/');
  private static final Map<String, Optional<ClassModel>> CLASSES = new ConcurrentHashMap<>();
  private static final Map<Method, TestCode> READ = new ConcurrentHashMap<>();
  private static final String AT = At.class.descriptorString();
  private static final String A_SOCKET = Socket.class.descriptorString();

  private final Set<Ground> grounds = EnumSet.noneOf(Ground.class);
  private final Set<Ground> groundsOfHang = EnumSet.noneOf(Ground.class);
  private final Set<Moment> moments = EnumSet.noneOf(Moment.class);
  private final Set<String> visited = new HashSet<>();

  private TestCode() {}

  /** The ids of the rules that a test rests on, its own rules left out by those who judge. */
  static List<String> groundsOf(Method test) {
    return codeOf(test).grounds.stream().map(Ground::rule).toList();
  }

  /** The ids of the rules that it rests on where it hangs: some explain only that. */
  static List<String> groundsOfHang(Method test) {
    Set<Ground> all = EnumSet.copyOf(codeOf(test).grounds);
    all.addAll(codeOf(test).groundsOfHang);
    return all.stream().map(Ground::rule).toList();
  }

  /** The moments of a wait at which something happens in a test. */
  static Set<Moment> momentsOf(Method test) {
    return Collections.unmodifiableSet(codeOf(test).moments);
  }

  private static TestCode codeOf(Method test) {
    return READ.computeIfAbsent(test, TestCode::read);
  }

  private static TestCode read(Method test) {
    TestCode code = new TestCode();
    String owner = test.getDeclaringClass().getName().replace('.', '/');
    code.visit(owner, test.getName(), "", true);
    code.addSaid(test);
    code.addSaid(test.getDeclaringClass());
    if (test.isAnnotationPresent(Property.class)) {
      code.grounds.add(Ground.RUN_FOREVER); // its programs are run by the model
    }
    return code;
  }

  private void addSaid(AnnotatedElement element) {
    RestsOn said = element.getAnnotation(RestsOn.class);
    if (said != null) {
      grounds.addAll(List.of(said.value()));
    }
  }

  /**
   * Reads a method of a class of tests, or of what such classes inherit.
   *
   * @param atOnce whether the test calls it itself; if not, it may be a callback
   */
  private void visit(String owner, String name, String descriptor, boolean atOnce) {
    if ((owner.startsWith(TESTS) || owner.equals(BASE))
        && visited.add(owner + "." + name + descriptor + atOnce)) {
      classOf(owner).ifPresent(type -> visit(type, name, descriptor, atOnce));
    }
  }

  /** Any descriptor, if that is empty. */
  private void visit(ClassModel type, String name, String descriptor, boolean atOnce) {
    List<MethodModel> methods =
        type.methods().stream()
            .filter(method -> method.methodName().equalsString(name))
            .filter(method -> descriptor.isEmpty() || method.methodType().equalsString(descriptor))
            .toList();
    methods.forEach(method -> visit(method, atOnce));
    if (methods.isEmpty()) {
      type.superclass().ifPresent(above -> visit(above.asInternalName(), name, descriptor, atOnce));
    }
  }

  private void visit(MethodModel method, boolean atOnce) {
    addMoments(method);
    method
        .code()
        .ifPresent(code -> {
          @Nullable CodeElement before = null;
          for (CodeElement element : code) {
            switch (element) {
              case InvokeInstruction call ->
                  called(
                      call.owner().asInternalName(),
                      call.name().stringValue(),
                      call.type().stringValue(),
                      isTrue(before),
                      atOnce);
              case InvokeDynamicInstruction lambda ->
                  lambda.bootstrapArgs().forEach(one -> captured(one, lambda.typeSymbol()));
              default -> {}
            }
            if (element instanceof Instruction) {
              before = element;
            }
          }
        });
  }

  private void addMoments(MethodModel method) {
    method.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
        .flatMap(annotations -> annotations.annotations().stream())
        .filter(annotation -> annotation.className().equalsString(AT))
        .flatMap(annotation -> annotation.elements().stream())
        .flatMap(element -> constants(element.value()))
        .forEach(moments::add);
  }

  private static Stream<Moment> constants(AnnotationValue value) {
    return switch (value) {
      case AnnotationValue.OfArray array -> array.values().stream().flatMap(TestCode::constants);
      case AnnotationValue.OfEnum constant ->
          Stream.of(Moment.valueOf(constant.constantName().stringValue()));
      default -> Stream.empty();
    };
  }

  /**
   * A lambda is a method of its class; a method reference is a call that will be made. It names the
   * interface that declares the method; what is called is what it is bound to.
   */
  private void captured(ConstantDesc argument, MethodTypeDesc bound) {
    if (argument instanceof DirectMethodHandleDesc handle) {
      boolean isBound = handle.kind() == INTERFACE_VIRTUAL && bound.parameterCount() == 1;
      String owner = (isBound ? bound.parameterType(0) : handle.owner()).descriptorString();
      called(
          owner.substring(1, owner.length() - 1),
          handle.methodName(),
          handle.lookupDescriptor(),
          false,
          false);
    }
  }

  private void called(
      String owner, String name, String descriptor, boolean withTrue, boolean atOnce) {
    String call = owner.substring(owner.lastIndexOf('/') + 1) + "." + name;
    Ground.ofCall(call).forEach(grounds::add);
    Ground.ofCall(call + " that hangs").forEach(groundsOfHang::add);
    if (descriptor.contains(A_SOCKET)) {
      Ground.ofCall(call + "(Socket)").forEach(grounds::add);
    }
    if (withTrue) {
      Ground.ofCall(call + "(true)").forEach(grounds::add);
    }
    if (atOnce) {
      Ground.ofCall(call + " at once").forEach(grounds::add);
    }
    visit(owner, name, descriptor, atOnce);
  }

  private static boolean isTrue(@Nullable CodeElement before) {
    return before instanceof ConstantInstruction constant
        && Integer.valueOf(1).equals(constant.constantValue());
  }

  private static Optional<ClassModel> classOf(String owner) {
    return CLASSES.computeIfAbsent(owner, TestCode::parse);
  }

  private static Optional<ClassModel> parse(String owner) {
    try (InputStream stream = TestCode.class.getResourceAsStream("/" + owner + ".class")) {
      return stream == null
          ? Optional.empty()
          : Optional.of(ClassFile.of().parse(stream.readAllBytes()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
