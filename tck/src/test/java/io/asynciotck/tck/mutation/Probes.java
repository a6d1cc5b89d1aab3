package io.asynciotck.tck.mutation;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A call at the beginning of every method of the reference: it notes that the method was called,
 * and ends a thread in which a mutant runs on after its verdict.
 */
public final class Probes {
  private static final int MOST_METHODS = 1 << 14;
  private static final ClassDesc HERE = Probes.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc ENTER =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final Map<String, Integer> METHODS = new ConcurrentHashMap<>();

  // A write that another thread sees late, or that is overtaken by a reset, does no harm.
  private static final boolean[] CALLED = new boolean[MOST_METHODS];
  private static volatile boolean stopped;

  private Probes() {}

  /** Called by the reference. */
  public static void enter(int method) {
    CALLED[method] = true;
    if (stopped) {
      throw new Stopped();
    }
  }

  /** Returns the methods that were called since they were last asked for. */
  static Set<String> called() {
    Set<String> called = new TreeSet<>();
    METHODS.forEach((name, number) -> {
      if (CALLED[number]) {
        called.add(name);
      }
    });
    Arrays.fill(CALLED, false);
    return called;
  }

  /** From now on whoever calls the reference gets an error. */
  static void stop() {
    stopped = true;
  }

  /** From now on the reference can be called again. */
  static void allow() {
    stopped = false;
  }

  static boolean areStopped() {
    return stopped;
  }

  /** Puts the calls into a class. */
  static byte[] into(byte[] bytes) {
    ClassFile files = ClassFile.of();
    ClassModel type = files.parse(bytes);
    String internal = type.thisClass().asInternalName();
    String simple = internal.substring(internal.lastIndexOf('/') + 1);
    return files.transformClass(
        type,
        (builder, element) -> {
          if (element instanceof MethodModel method) {
            String name = simple + "." + method.methodName().stringValue();
            int number = METHODS.computeIfAbsent(name, _ -> NUMBERS.getAndIncrement());
            builder.transformMethod(method, MethodTransform.transformingCode(entering(number)));
          } else {
            ClassTransform.ACCEPT_ALL.accept(builder, element);
          }
        });
  }

  private static CodeTransform entering(int method) {
    return new CodeTransform() {
      @Override
      public void atStart(CodeBuilder code) {
        code.loadConstant(method).invokestatic(HERE, "enter", ENTER);
      }

      @Override
      public void accept(CodeBuilder code, CodeElement element) {
        code.with(element);
      }
    };
  }

  /** Ends a thread of a mutant that has its verdict. */
  private static final class Stopped extends Error {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("the mutant has its verdict", null, false, false);
    }
  }
}
