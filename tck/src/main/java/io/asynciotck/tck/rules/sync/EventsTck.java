package io.asynciotck.tck.rules.sync;

import io.asynciotck.api.sync.Event;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.rules.waiting.WaitingRuleTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an event does while nobody is cancelled. Page: {@code events.md}. */
@RestsOn(Ground.EVENT)
final class EventsTck extends WaitingRuleTest {

  // The flag

  @Rule("event.create.unset")
  @Test
  void aNewEventIsNotSet() throws Exception {
    inTask(() -> trace.add("set: " + asyncio.newEvent().isSet()));
    trace.shouldBe("set: false");
  }

  @Rule("event.set.flag")
  @Test
  void anEventStaysSet() throws Exception {
    inTask(() -> {
      Event event = asyncio.newEvent();
      event.set();
      trace.add("set: " + event.isSet());
      event.set();
      letOthersRun();
      trace.add("set: " + event.isSet());
    });
    trace.shouldBe("set: true", "set: true");
  }

  @Rule("event.clear.flag")
  @Test
  void aClearedEventIsNotSet() throws Exception {
    inTask(() -> {
      Event event = asyncio.newEvent();
      event.clear();
      trace.add("set: " + event.isSet());
      event.set();
      event.set();
      event.clear();
      trace.add("set: " + event.isSet());
    });
    trace.shouldBe("set: false", "set: false");
  }

  // Waiting

  @Rule("event.wait.set")
  @Test
  void anEventThatIsSetIsNotWaitedFor() throws Exception {
    inTask(() -> {
      Event event = asyncio.newEvent();
      event.set();
      loop.callSoon(trace.mark("callback"));
      trace.outcome("wait", () -> await(event.waiting()));
      trace.outcome("wait", () -> await(event.waiting()));
      letOthersRun();
    });
    trace.shouldBe("wait: true", "wait: true", "callback");
  }

  @Rule("event.wait.blocks")
  @Test
  void anEventThatIsNotSetIsWaitedFor() throws Exception {
    inTask(() -> {
      Event event = asyncio.newEvent();
      startPassing("a", event::waiting);
      trace.add("set now");
      event.set();
      letOthersRun();
    });
    trace.shouldBe("set now", "a: gets on");
  }

  @Rule("event.wait.woken")
  @Test
  void whoHasWaitedIsGivenTrue() throws Exception {
    inTask(() -> {
      Event event = asyncio.newEvent();
      startWaiting("a", () -> await(event.waiting()));
      event.set();
      letOthersRun();
    });
    trace.shouldBe("a: true");
  }

  @Rule("event.wait.woken")
  @Test
  void whoWasWokenByAPulseIsGivenTrueToo() throws Exception {
    inTask(() -> {
      Event event = asyncio.newEvent();
      startWaiting("a", () -> await(event.waiting()));
      event.set();
      event.clear();
      letOthersRun();
    });
    trace.shouldBe("a: true");
  }

  @Rule("event.set.all")
  @Test
  void allWhoWaitAreWoken() throws Exception {
    for (int size : Numbers.sizes()) {
      inTask(() -> {
        Event event = asyncio.newEvent();
        Numbers woken = waiting(event, size);
        event.set();
        letOthersRun();
        trace.add(woken.count() + " of " + size);
      });
    }
    trace.shouldBe(ofAll(Numbers.sizes()));
  }

  @Rule("event.set.cleared-at-once")
  @Test
  void aPulseWakesAllWhoWait() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      inTask(() -> {
        Event event = asyncio.newEvent();
        Numbers woken = waiting(event, size);
        event.set();
        event.clear();
        letOthersRun();
        trace.add(woken.count() + " of " + size);
      });
    }
    trace.shouldBe(ofAll(Numbers.sizesTo(101)));
  }

  private Numbers waiting(Event event, int size) throws Exception {
    Numbers woken = new Numbers();
    for (int i = 0; i < size; i++) {
      int number = i;
      startQuietly(() -> {
        await(event.waiting());
        woken.add(number);
      });
    }
    letOthersRun();
    return woken;
  }

  private static String[] ofAll(List<Integer> sizes) {
    return sizes.stream().map(size -> size + " of " + size).toArray(String[]::new);
  }

  @Rule("event.clear.blocks")
  @Test
  void aClearedEventIsWaitedForAgain() throws Exception {
    inTask(() -> {
      Event event = asyncio.newEvent();
      for (int round = 0; round < 3; round++) {
        startPassing("a", event::waiting);
        trace.add("set now");
        event.set();
        letOthersRun();
        event.clear();
      }
    });
    trace.shouldBe("set now", "a: gets on", "set now", "a: gets on", "set now", "a: gets on");
  }
}
