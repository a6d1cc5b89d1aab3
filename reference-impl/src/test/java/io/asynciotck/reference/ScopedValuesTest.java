package io.asynciotck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.reference.module.ReferenceAsyncio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scoped value that one coroutine binds is never seen by another one. */
class ScopedValuesTest {
  private static final ScopedValue<String> USER = ScopedValue.newInstance();

  @OnEachMechanism
  void anAwaitInsideAScopeIsRefusedOrDoesNotLeak(Mechanism mechanism) throws Exception {
    ReferenceAsyncio asyncio = mechanism.asyncio();
    List<String> seenByOther = new ArrayList<>();

    String seen =
        asyncio.run(
            asyncio.coroutine(() -> {
              asyncio.createTask(
                  asyncio.coroutine(() -> {
                    seenByOther.add(USER.orElse("nothing"));
                    return null;
                  }));
              return suspendInsideScope(asyncio);
            }));

    assertThat(seenByOther).containsExactly("nothing");
    switch (mechanism) {
      case CONTINUATIONS ->
          assertThat(seen).contains("cannot suspend").contains("ScopedValue$Carrier");
      case VIRTUAL_THREADS -> assertThat(seen).isEqualTo("suspended as a");
    }
  }

  /** Suspends, at the latest outside of the scope, and says what happened inside. */
  private static String suspendInsideScope(ReferenceAsyncio asyncio) throws Exception {
    try {
      return ScopedValue.where(USER, "a")
          .call(() -> asyncio.await(asyncio.sleep(Duration.ZERO, "suspended as ")) + USER.get());
    } catch (IllegalStateException refused) {
      asyncio.await(asyncio.sleep(Duration.ZERO));
      return String.valueOf(refused.getMessage());
    }
  }

  @OnEachMechanism
  void aScopeThatWasLeftBeforeTheAwaitIsAllowed(Mechanism mechanism) throws Exception {
    ReferenceAsyncio asyncio = mechanism.asyncio();

    String seen =
        asyncio.run(
            asyncio.coroutine(() -> {
              String inner = ScopedValue.where(USER, "inner").call(USER::get);
              return asyncio.await(asyncio.sleep(Duration.ZERO, inner));
            }));

    assertThat(seen).isEqualTo("inner");
  }

  @OnEachMechanism
  void aScopeAroundTheLoopIsSeenByCoroutinesOnTheLoopsStackOnly(Mechanism mechanism)
      throws Exception {
    ReferenceAsyncio asyncio = mechanism.asyncio();

    List<String> seen =
        ScopedValue.where(USER, "outer")
            .call(() ->
                asyncio.run(
                    asyncio.coroutine(() -> {
                      String before = USER.orElse("nothing");
                      asyncio.await(asyncio.sleep(Duration.ZERO));
                      return List.of(before, USER.orElse("nothing"));
                    })));

    String visible = mechanism == Mechanism.CONTINUATIONS ? "outer" : "nothing";
    assertThat(seen).containsExactly(visible, visible);
  }

  @OnEachMechanism
  void aThreadLocalIsTheLoopsOnTheLoopsStackOnly(Mechanism mechanism) throws Exception {
    ReferenceAsyncio asyncio = mechanism.asyncio();
    ThreadLocal<@Nullable String> local = new ThreadLocal<>();
    local.set("of the loop's thread");

    @Nullable String seen = asyncio.run(asyncio.<@Nullable String>coroutine(local::get));

    assertThat(seen)
        .isEqualTo(mechanism == Mechanism.CONTINUATIONS ? "of the loop's thread" : null);
  }
}
