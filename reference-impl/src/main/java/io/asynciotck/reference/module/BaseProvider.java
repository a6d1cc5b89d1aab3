package io.asynciotck.reference.module;

import io.asynciotck.api.AsyncGenerators;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.api.ContextVars;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.tasks.ValuesGenerators;
import io.asynciotck.spec.Profile;
import java.util.Optional;
import java.util.OptionalLong;

/** What providers have in common whose modules are made of the kernel's parts. */
abstract class BaseProvider implements AsyncioProvider {

  /** For the providers of this package. */
  BaseProvider() {}

  @Override
  public Profile profile() {
    return Profile.newest();
  }

  @Override
  public Optional<ContextVars> contextVars(Asyncio asyncio) {
    return Optional.of(own(asyncio).contexts());
  }

  @Override
  public Optional<AsyncGenerators> asyncGenerators(Asyncio asyncio) {
    return Optional.of(new ValuesGenerators(own(asyncio)));
  }

  @Override
  public OptionalLong deprecatedCalls(Asyncio asyncio) {
    return asyncio instanceof BaseAsyncio own
        ? OptionalLong.of(own.deprecatedCalls())
        : OptionalLong.empty();
  }

  private static BaseAsyncio own(Asyncio asyncio) {
    if (asyncio instanceof BaseAsyncio own) {
      return own;
    }
    throw new IllegalArgumentException("Not a module of this provider: " + asyncio);
  }
}
