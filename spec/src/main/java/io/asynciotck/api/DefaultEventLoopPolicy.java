package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;

/**
 * The policy that a module has where no other one was set. It keeps a loop for each thread.
 *
 * <p>Source: asyncio-policy. Deprecated since 3.14.
 */
@OfClass(ConformanceClass.POLICIES)
public interface DefaultEventLoopPolicy extends EventLoopPolicy {}
