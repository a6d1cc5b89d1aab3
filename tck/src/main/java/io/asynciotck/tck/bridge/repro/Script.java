package io.asynciotck.tck.bridge.repro;

import io.asynciotck.tck.bridge.CallRecorder.Speaker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/** A recording as code: what each thread, each callback and each coroutine of the test did. */
final class Script {
  private static final String MAIN = "main";

  /** The frames of each thread of the test's, by its channel. */
  private final Map<String, Frame> threads = new LinkedHashMap<>();

  /** The runs of each function and coroutine of the test's, by its number. */
  private final Map<Integer, List<Frame>> runs = new LinkedHashMap<>();

  private final Map<String, Deque<Object>> open = new HashMap<>();
  private final Set<String> running = new LinkedHashSet<>();
  private final Readings readings = new Readings();
  private final Recording.Taken recording;
  private final Names names;

  Script(Recording.Taken recording, Names names) {
    this.recording = recording;
    this.names = names;
    thread(MAIN);
    recording.lines().forEach(this::read);
    running.forEach(thread -> insert(MAIN, new Frame.Join(thread)));
  }

  /** What the thread of the test did. */
  Frame main() {
    return thread(MAIN);
  }

  /** What the other threads of the test's did. */
  Map<String, Frame> otherThreads() {
    Map<String, Frame> others = new LinkedHashMap<>(threads);
    others.remove(MAIN);
    return others;
  }

  /** The runs of a function or a coroutine. */
  List<Frame> runs(int number) {
    return runs.getOrDefault(number, List.of());
  }

  /** What was read from the clocks of loops. */
  Readings readings() {
    return readings;
  }

  private Frame thread(String channel) {
    return threads.computeIfAbsent(channel, _ -> new Frame(JsonNodeFactory.instance.objectNode()));
  }

  private Deque<Object> open(String channel) {
    return open.computeIfAbsent(channel, _ -> new ArrayDeque<>());
  }

  private void read(Recording.Line line) {
    boolean kit = line.speaker() == Speaker.KIT;
    if (line.thread() != null) {
      otherThread(line, line.thread());
    } else if (line.speaker() == null) {
      traced(line);
    } else if (!line.message().has("do")) {
      answered(line, kit);
    } else if (kit) {
      Frame.Call call = new Frame.Call(line.message());
      readings.used(call);
      insert(line.channel(), call);
      open(line.channel()).push(call);
    } else {
      Frame frame = new Frame(line.message());
      int number = names.numberOf(line.message().path("on").asInt());
      runs.computeIfAbsent(number, _ -> new ArrayList<>()).add(frame);
      open(line.channel()).push(frame);
    }
  }

  private void traced(Recording.Line line) {
    Frame frame = innermost(line.channel());
    Frame.Item last = frame.items.isEmpty() ? null : frame.items.getLast();
    Frame.Call after = last instanceof Frame.Call call && call.answer != null ? call : null;
    if (after != null && after.isReading()) {
      readings.compared(after);
    }
    insert(line.channel(), new Frame.Traced(line.message().asString(), after));
  }

  /** Another thread begins, or is waited for; one that says nothing is of no interest. */
  private void otherThread(Recording.Line line, Thread thread) {
    String channel = recording.channelOf(thread);
    boolean starts = line.message().asString().equals(Recording.STARTS);
    if (!channel.isEmpty() && starts) {
      running.add(channel);
      insert(line.channel(), new Frame.Start(channel));
    } else if (running.remove(channel)) {
      insert(line.channel(), new Frame.Join(channel));
    }
  }

  private void answered(Recording.Line line, boolean kit) {
    Object asked = open(line.channel()).poll();
    if (kit && asked instanceof Frame frame) {
      frame.answer = line.message();
    } else if (!kit && asked instanceof Frame.Call call) {
      call.answer = line.message();
      if (call.isReading()) {
        readings.add(call);
      }
    } else {
      throw new NoProgramException("calls of several threads cannot be told apart");
    }
  }

  private Frame innermost(String channel) {
    for (Object entry : open(channel)) {
      if (entry instanceof Frame frame) {
        return frame;
      }
    }
    return thread(channel);
  }

  /** Adds to the innermost code that runs in a thread, before the call that it is waiting for. */
  private void insert(String channel, Frame.Item item) {
    Object waitsFor = open(channel).peek();
    List<Frame.Item> items = innermost(channel).items;
    boolean waiting = !items.isEmpty() && items.getLast() == waitsFor;
    items.add(waiting ? items.size() - 1 : items.size(), item);
  }
}
