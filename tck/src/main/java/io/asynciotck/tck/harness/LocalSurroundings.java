package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.AsyncGenerators;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.api.ContextVars;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import io.asynciotck.api.io.Builtins;
import io.asynciotck.api.io.OperatingSystem;
import io.asynciotck.api.io.Pipe;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What tests have in this process, of which a part is for the provider to offer. */
record LocalSurroundings(AsyncioProvider provider, Asyncio asyncio, Map<String, String> environment)
    implements Surroundings {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** How much work is done beside a thread to see whether it works as well, and how many times. */
  private static final Duration IDLE_WORK = Duration.ofMillis(100);

  private static final int IDLE_TRIES = 5;

  /** Who works for less than this part of the work beside it only looks now and then. */
  private static final int IDLE_SHARE = 10;

  private static final String NO_SIGNALS = "the signal of Ctrl-C has no handler in the API";

  Sockets sockets() {
    return offered(provider.sockets(), "sockets");
  }

  Builtins builtins() {
    return offered(provider.builtins(), "buffers and files");
  }

  @Override
  public OperatingSystem operatingSystem() {
    return offered(provider.operatingSystem(), "pipes");
  }

  @Override
  public ContextVars contextVars() {
    return offered(provider.contextVars(asyncio), "context variables");
  }

  @Override
  public AsyncGenerators asyncGenerators() {
    return offered(provider.asyncGenerators(asyncio), "asynchronous generators");
  }

  private <T> T offered(Optional<T> offer, String what) {
    return offer.orElseThrow(() -> new NotClaimedError(provider.name() + " offers no " + what));
  }

  @Override
  public Patterns patterns() {
    return new LocalPatterns(builtins());
  }

  @Override
  public Garbage garbage() {
    return new LocalGarbage(asyncio, this::asyncGenerators);
  }

  @Override
  public Looks looks() {
    return new LocalLooks(asyncio);
  }

  /** What another library calls a future: an object of Java's that has the methods of one. */
  @Override
  public Object futureLike() {
    return Proxy.newProxyInstance(
        AsyncFuture.class.getClassLoader(),
        new Class<?>[] {AsyncFuture.class},
        (proxy, method, arguments) -> {
          throw new UnsupportedOperationException(method.getName());
        });
  }

  @Override
  public boolean isInstance(@Nullable Object object, Class<?> type) {
    return type.isInstance(object);
  }

  @Override
  public boolean isDefaultTask(Task<?> task) {
    return true; // each is of the interface
  }

  @Override
  public boolean isSelectorEventLoop(EventLoop loop) {
    return true; // the API has no other
  }

  @Override
  public boolean areEqual(Object one, Object other) {
    return one.equals(other);
  }

  @Override
  public boolean areBytes(byte @Nullable [] data) {
    return data != null;
  }

  @Override
  public boolean isOf(@Nullable Object object, Socket socket) {
    return object instanceof Socket other && other.fileno().equals(socket.fileno());
  }

  @Override
  public Deprecations deprecations() {
    AtomicLong before = new AtomicLong(deprecatedCalls());
    return () -> {
      long now = deprecatedCalls();
      return before.getAndSet(now) < now;
    };
  }

  private long deprecatedCalls() {
    return provider
        .deprecatedCalls(asyncio)
        .orElseThrow(
            () -> new NotClaimedError(provider.name() + " does not tell of deprecated calls"));
  }

  @Override
  public boolean isIdle(Thread tested) {
    for (int i = 0; i < IDLE_TRIES; i++) {
      long before = THREADS.getThreadCpuTime(tested.threadId());
      long worked = work();
      if (THREADS.getThreadCpuTime(tested.threadId()) - before < worked / IDLE_SHARE) {
        return true;
      }
    }
    return false;
  }

  /** Works for a while: on a busy machine a thread beside it gets as little time as this one. */
  private static long work() {
    long before = THREADS.getCurrentThreadCpuTime();
    long worked = 0;
    while (worked < IDLE_WORK.toNanos()) {
      Thread.onSpinWait();
      worked = THREADS.getCurrentThreadCpuTime() - before;
    }
    return worked;
  }

  @Override
  public int processId() {
    return Math.toIntExact(ProcessHandle.current().pid());
  }

  @Override
  public boolean inDevelopmentMode() {
    return environment.containsKey("PYTHONDEVMODE");
  }

  @Override
  public String interruptHandler() {
    throw new NotClaimedError(NO_SIGNALS);
  }

  @Override
  public String generatorHooks() {
    throw new NotClaimedError("the language tells nobody of generators");
  }

  @Override
  public void interruptByDefault() {
    throw new NotClaimedError(NO_SIGNALS);
  }

  @Override
  public void interrupt() {
    throw new NotClaimedError(NO_SIGNALS);
  }

  @Override
  public AsyncFuture<Integer> callInProcess(EventLoop loop) {
    throw new NotClaimedError("no function can be handed to another process");
  }

  @Override
  public <T> T byKeyword(T object, String... names) {
    return object;
  }

  @Override
  public <T> T byPosition(T object, String... names) {
    return object;
  }

  @Override
  public void emptySockets(Server server) {
    try {
      server.sockets().clear();
    } catch (UnsupportedOperationException unchangeable) {
      // Nothing can be taken out of it.
    }
  }

  @Override
  public Pipe watchClosing(Pipe pipe) {
    throw new NotClaimedError("the ends of pipes are the virtual machine's");
  }

  @Override
  public boolean spared(Pipe pipe) {
    throw new NotClaimedError("the ends of pipes are the virtual machine's");
  }

  @Override
  public void withoutSendfile() {
    // The virtual machine keeps its way to send files.
  }

  @Override
  public void setDateBack(Duration duration) {
    // The system's date is not ours to change.
  }

  @Override
  public void giveWholeSeconds() {
    // A duration of Java's is what it is.
  }

  @Override
  public void answerByTexts() {
    // What is true in Java is a boolean.
  }

  @Override
  public SlowName slowName() {
    return NamedHosts.slow();
  }

  @Override
  public void nameHost(String name, List<String> addresses) {
    NamedHosts.name(name, addresses);
  }

  @Override
  public Shortage shortageOfDescriptors() {
    throw new NotClaimedError("nothing limits how many descriptors there are");
  }
}
