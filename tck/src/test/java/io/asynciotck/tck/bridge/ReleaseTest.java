package io.asynciotck.tck.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.DatagramTransport;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What neither side uses any more is forgotten by both; what is said can be heard. */
final class ReleaseTest extends BridgeTest {

  @Test
  void tenThousandTriesLeaveNothingBehind() throws Exception {
    Agent agent = python.running();
    for (int i = 0; i < 10_000; i++) {
      int number = i;
      AsyncFuture<Object> future = loop.createFuture();
      loop.callSoon(() -> future.setResult(new int[] {number}));
      loop.runUntilComplete(future);
    }
    for (int i = 0; agent.itself().objectCount() > 1000; i++) {
      assertThat(i).as("rounds of garbage collection").isLessThan(100);
      System.gc();
      agent.itself().tidy();
    }
    agent.itself().tidy();
    loop.isRunning();
    assertThat(agent.exports().size()).isLessThan(1000);
    assertThat(agent.remotes().size()).isLessThan(1000);
  }

  @Test
  void anObjectInUseIsNotForgotten() throws Exception {
    AsyncFuture<Object> future = loop.createFuture();
    List<Object> kept = new ArrayList<>();
    for (int i = 0; i < 10; i++) { // a collection of the whole heap each
      Object value = new Object();
      AsyncFuture<Object> other = loop.createFuture();
      other.setResult(value);
      kept.add(value);
      future.addDoneCallback(settled -> trace.add(kept.contains(value)));
      System.gc();
      assertThat(other.result()).isSameAs(value);
    }
    future.setResult(1);
    runOnce();
    assertThat(trace).hasSize(10).containsOnly(true);
  }

  /** The one reference to it is on the stack, where compiled code sees that it is used no more. */
  @Test
  void anObjectIsNotForgottenWhileItIsCalled() throws Exception {
    for (int i = 0; i < 2_000; i++) { // until all of it is compiled
      loop.createFuture().addDoneCallback(_ -> {});
    }
    python.recordTo(
        new CallRecorder() {
          @Override
          public void heard(String channel, Speaker speaker, JsonNode message) {}

          @Override
          public void numbered(int number, Object object) { // between the call and its request
            collectAll();
          }
        });
    try {
      for (int i = 0; i < 10; i++) {
        loop.createFuture().addDoneCallback(_ -> {});
      }
    } finally {
      python.recordTo(CallRecorder.NONE);
    }
    assertThat(python.isAlive()).isTrue();
  }

  /** Collects what is garbage, and waits until that has been noticed. */
  private static void collectAll() {
    ReferenceQueue<Object> collected = new ReferenceQueue<>();
    for (int i = 0; i < 2; i++) {
      WeakReference<Object> garbage = new WeakReference<>(new Object(), collected);
      System.gc();
      try {
        assertThat(collected.remove(10_000)).isSameAs(garbage);
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }

  /**
   * Of asyncio's own transports of datagrams, some are of the class of those of streams as well.
   */
  @Test
  void whatATransportIsIsKnownThoughThatItWasToldIsForgotten() throws Exception {
    DatagramProtocol protocol =
        new DatagramProtocol() {
          @Override
          public void connectionMade(DatagramTransport transport) {
            loop.callSoon(System::gc);
          }
        };
    List<Object> pair =
        loop.runUntilComplete(
            loop.createDatagramEndpoint(() -> protocol, new Address("127.0.0.1", 0), null, null));
    assertThat(pair.getFirst()).isInstanceOf(DatagramTransport.class);
    ((DatagramTransport) pair.getFirst()).abort();
    runOnce();
  }

  /** In a cycle of garbage, Python may finalize what a coroutine needs before the coroutine. */
  @Test
  void aCoroutineThatIsCollectedStillSpeaks() {
    for (int i = 0; i < 20; i++) {
      loop.createTask(asyncio.coroutine(this::waitForEver));
    }
    runOnce();
    session.close();
    assertThat(trace).hasSize(20).containsOnly("closed");
    assertThat(python.isAlive()).isTrue();
  }

  private Object waitForEver() throws Exception {
    try {
      return asyncio.await(loop.createFuture());
    } finally {
      trace.add("closed");
    }
  }

  @Test
  void whatAnEarlierTestHasLeftDoesNotDisturb() {
    Agent agent = python.running();
    int number = agent.exports().send(new Object()).number;
    assertThat(agent.exports().isOfEarlierTest(number)).isFalse();
    python.reset();
    assertThat(agent.exports().isOfEarlierTest(number)).isTrue();
    assertThat(agent.exports().isOfEarlierTest(number + 1)).isFalse();
    ObjectNode late = Wire.JSON.objectNode().put("id", 1).put("do", "call").put("on", number);
    JsonNode answer = agent.kitCalls().answer(agent.channels().current(), late).message();
    assertThat(answer.path("raise").path("type").asString()).isEqualTo("agent.Stop");
    assertThat(python.isAlive()).isTrue();
  }

  @Test
  void aRecorderHearsWhatIsSaid() {
    List<String> heard = new CopyOnWriteArrayList<>();
    python.recordTo(
        (channel, speaker, message) -> heard.add(channel + " " + speaker + " " + brief(message)));
    try {
      loop.callSoon(() -> loop.stop());
      loop.runForever();
    } finally {
      python.recordTo(CallRecorder.NONE);
    }
    assertThat(heard)
        .containsExactly(
            "main KIT call_soon",
            "main AGENT answer",
            "main KIT run_forever",
            "main AGENT call",
            "main KIT stop",
            "main AGENT answer",
            "main KIT answer",
            "main AGENT answer");
  }

  private static String brief(JsonNode message) {
    return message.path("name").asString(message.path("do").asString("answer"));
  }
}
