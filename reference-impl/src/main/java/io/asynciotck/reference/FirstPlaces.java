package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import java.util.IdentityHashMap;

/** Which of several awaitables are the same. */
public final class FirstPlaces {
  private final Awaitable<?>[] awaitables;

  /** Of those that can neither note their place nor be awaited twice without harm. */
  private final IdentityHashMap<Awaitable<?>, Integer> ofOthers = new IdentityHashMap<>(0);

  /** Of these. */
  public FirstPlaces(Awaitable<?>[] awaitables) {
    this.awaitables = awaitables;
  }

  /** The first place of what stands at a place. Asked for all places in their order. */
  public int first(int place) {
    Awaitable<?> awaitable = awaitables[place];
    if (awaitable instanceof BodyCoroutine<?> own) {
      return own.firstPlaceAmong(awaitables, place);
    }
    if (awaitable instanceof AsyncFuture<?>) {
      return place;
    }
    Integer first = ofOthers.putIfAbsent(awaitable, place);
    return first == null ? place : first;
  }
}
