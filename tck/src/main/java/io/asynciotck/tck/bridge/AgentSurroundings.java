package io.asynciotck.tck.bridge;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.AsyncGenerators;
import io.asynciotck.api.ContextVars;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import io.asynciotck.api.io.OperatingSystem;
import io.asynciotck.api.io.Pipe;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.tck.harness.Deprecations;
import io.asynciotck.tck.harness.Garbage;
import io.asynciotck.tck.harness.Looks;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.Patterns;
import io.asynciotck.tck.harness.SlowName;
import io.asynciotck.tck.harness.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a test has in the process of an agent. */
record AgentSurroundings(AgentObject itself) implements Surroundings {

  @Override
  public OperatingSystem operatingSystem() {
    return itself.operatingSystem();
  }

  @Override
  public Patterns patterns() {
    return itself;
  }

  @Override
  public Garbage garbage() {
    return itself;
  }

  @Override
  public Looks looks() {
    return itself;
  }

  @Override
  public ContextVars contextVars() {
    return itself.contextVars();
  }

  @Override
  public AsyncGenerators asyncGenerators() {
    return itself;
  }

  @Override
  public Object futureLike() {
    return itself.futureLike();
  }

  @Override
  public boolean isInstance(@Nullable Object object, Class<?> type) {
    return itself.isInstance(object, ApiTypes.pythonClass(type));
  }

  @Override
  public boolean areBytes(byte @Nullable [] data) {
    return itself.areBytes(data);
  }

  @Override
  public boolean isDefaultTask(Task<?> task) {
    return itself.isOfAsyncio(task);
  }

  @Override
  public boolean isSelectorEventLoop(EventLoop loop) {
    return itself.isInstance(loop, "asyncio.SelectorEventLoop");
  }

  @Override
  public boolean isOf(@Nullable Object object, Socket socket) {
    return itself.isOf(object, socket);
  }

  @Override
  public boolean areEqual(Object one, Object other) {
    return itself.areEqual(one, other);
  }

  @Override
  public Deprecations deprecations() {
    itself.hearDeprecations();
    return itself::heardDeprecation;
  }

  @Override
  public boolean isIdle(Thread tested) {
    return itself.isIdle();
  }

  @Override
  public int processId() {
    return itself.processId();
  }

  @Override
  public boolean inDevelopmentMode() {
    return itself.inDevelopmentMode();
  }

  @Override
  public String interruptHandler() {
    return itself.interruptHandler();
  }

  @Override
  public String generatorHooks() {
    return itself.generatorHooks();
  }

  @Override
  public void interruptByDefault() {
    itself.interruptByDefault();
  }

  @Override
  public void interrupt() {
    itself.interrupt();
  }

  @Override
  public AsyncFuture<Integer> callInProcess(EventLoop loop) {
    AsyncFuture<Integer> future = itself.callInProcess(loop);
    if (future == null) {
      throw new NotClaimedError("there are no pools of processes here");
    }
    return future;
  }

  @Override
  public <T> T byKeyword(T object, String... names) {
    return ProxyHandler.inForm(object, call -> call.in(PythonCall.Form.KEYWORD, Set.of(names)));
  }

  @Override
  public <T> T byPosition(T object, String... names) {
    return ProxyHandler.inForm(object, call -> call.in(PythonCall.Form.POSITION, Set.of(names)));
  }

  @Override
  public void emptySockets(Server server) {
    itself.emptySockets(server);
  }

  @Override
  public Pipe watchClosing(Pipe pipe) {
    return itself.watchClosing(pipe);
  }

  @Override
  public boolean spared(Pipe pipe) {
    return itself.spared(pipe);
  }

  @Override
  public void withoutSendfile() {
    itself.withoutSendfile();
  }

  @Override
  public void setDateBack(Duration duration) {
    itself.setDateBack(duration);
  }

  @Override
  public void giveWholeSeconds() {
    itself.giveWholeSeconds();
  }

  @Override
  public void answerByTexts() {
    itself.answerByTexts();
  }

  @Override
  public SlowName slowName() {
    String host = "slow-name.test";
    itself.slowName(host, "127.0.0.1");
    return new SlowName() {
      @Override
      public String host() {
        return host;
      }

      @Override
      public boolean isAsked() {
        return itself.slowNameIsAsked();
      }

      @Override
      public void answer() {
        itself.answerSlowName();
      }

      @Override
      public boolean hasHeldUp() {
        return itself.slowNameHeldUp();
      }
    };
  }

  @Override
  public void nameHost(String name, List<String> addresses) {
    itself.nameHost(name, addresses);
  }

  @Override
  public Shortage shortageOfDescriptors() {
    if (!itself.limitDescriptors()) {
      throw new NotClaimedError("the number of descriptors cannot be limited here");
    }
    return itself::freeDescriptors;
  }
}
