package io.asynciotck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.reference.module.ReferenceAsyncio;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An await below a frame that cannot leave its thread: continuations refuse it and name the frame;
 * a virtual thread waits with its carrier.
 */
class PinnedSuspensionTest {
  private static @Nullable ReferenceAsyncio asyncio;

  @OnEachMechanism
  void belowAStaticInitializer(Mechanism mechanism) throws Exception {
    List<String> seen = run(mechanism, () -> initialize(mechanism));

    assertThat(seen).hasSize(2).endsWith("suspended elsewhere");
    switch (mechanism) {
      case CONTINUATIONS ->
          assertThat(seen.getFirst())
              .contains("cannot suspend below the static initializer")
              .contains("PinnedSuspensionTest$FirstInitialized.<clinit>");
      case VIRTUAL_THREADS -> assertThat(seen).startsWith("suspended");
    }
  }

  @OnEachMechanism
  void belowANativeFunctionThatCallsBack(Mechanism mechanism) throws Exception {
    List<String> seen = run(mechanism, PinnedSuspensionTest::sortNatively);

    assertThat(seen).hasSize(2).endsWith("suspended elsewhere");
    switch (mechanism) {
      case CONTINUATIONS ->
          assertThat(seen.getFirst())
              .contains("cannot suspend below the native function that is called in")
              .contains("PinnedSuspensionTest.sortNatively");
      case VIRTUAL_THREADS -> assertThat(seen).startsWith("suspended");
    }
  }

  private interface Work {
    String run() throws Throwable;
  }

  /** Runs the work in a coroutine, which must be able to suspend after it. */
  private static List<String> run(Mechanism mechanism, Work work) throws Exception {
    ReferenceAsyncio module = mechanism.asyncio();
    asyncio = module;
    return module.run(
        module.coroutine(() -> {
          List<String> seen = new ArrayList<>();
          try {
            seen.add(work.run());
          } catch (Throwable raised) {
            seen.add(raised.toString());
          }
          seen.add(module.await(module.sleep(Duration.ZERO, "suspended elsewhere")));
          return seen;
        }));
  }

  /** Suspends, and says whether it could. */
  private static String suspend() {
    ReferenceAsyncio module = Objects.requireNonNull(asyncio);
    try {
      return module.await(module.sleep(Duration.ZERO, "suspended"));
    } catch (Exception refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  /** A class is initialized once: each mechanism has one of its own. */
  private static String initialize(Mechanism mechanism) {
    return switch (mechanism) {
      case CONTINUATIONS -> FirstInitialized.SEEN;
      case VIRTUAL_THREADS -> SecondInitialized.SEEN;
    };
  }

  private static final class FirstInitialized {
    static final String SEEN = suspend();
  }

  private static final class SecondInitialized {
    static final String SEEN = suspend();
  }

  /** Lets the C library's qsort compare two numbers, in Java, which suspends. */
  @SuppressWarnings("restricted")
  private static String sortNatively() throws Throwable {
    Linker linker = Linker.nativeLinker();
    AddressLayout number = ValueLayout.ADDRESS.withTargetLayout(ValueLayout.JAVA_INT);
    MethodHandle sort =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("qsort"),
            FunctionDescriptor.ofVoid(
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS));
    Comparison comparison = new Comparison();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment callback =
          linker.upcallStub(
              Comparison.COMPARE.bindTo(comparison),
              FunctionDescriptor.of(ValueLayout.JAVA_INT, number, number),
              arena);
      MemorySegment numbers = arena.allocateFrom(ValueLayout.JAVA_INT, 2, 1);
      sort.invokeExact(numbers, 2L, 4L, callback);
      assertThat(numbers.toArray(ValueLayout.JAVA_INT)).containsExactly(1, 2);
    }
    return comparison.seen;
  }

  private static final class Comparison {
    static final MethodHandle COMPARE = find();
    private String seen = "not called";

    private static MethodHandle find() {
      try {
        return MethodHandles.lookup()
            .findVirtual(
                Comparison.class,
                "compare",
                MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
      } catch (ReflectiveOperationException wrong) {
        throw new LinkageError("No such method", wrong);
      }
    }

    @SuppressWarnings("unused") // called by qsort
    int compare(MemorySegment one, MemorySegment other) {
      seen = suspend();
      return Integer.compare(one.get(ValueLayout.JAVA_INT, 0), other.get(ValueLayout.JAVA_INT, 0));
    }
  }
}
