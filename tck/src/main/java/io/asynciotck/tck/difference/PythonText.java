package io.asynciotck.tck.difference;

import java.util.List;

/** Writes a program in Python. */
final class PythonText {
  private static final String BEGINNING =
      """
      import asyncio

      tasks = {}
      limits = {}
      groups = {}
      notes = []
      taken = []
      events = []


      class Boom(Exception):
          pass


      def seen(event):
          events.append(event)
          print(event)


      def start(name, body, by=None):
          if name not in tasks:
              by = by or asyncio.get_running_loop()
              tasks[name] = by.create_task(body())


      def cancel(name):
          if name in tasks:
              tasks[name].cancel()


      def take_back(name):
          if name in tasks:
              tasks[name].cancel()
              tasks[name].uncancel()


      def cancel_group(name):
          if groups.get(name):
              groups[name][-1].cancel()


      def done():
          if taken:
              taken.pop()
              queue.task_done()


      def expire(name):
          if limits.get(name) and not limits[name][-1].expired():
              limits[name][-1].reschedule(asyncio.get_running_loop().time() - 1)


      def named(error):
          inner = sorted(map(named, getattr(error, "exceptions", [])))
          return type(error).__name__ + ("[" + ", ".join(inner) + "]" if inner else "")


      async def rest():
          quiet = 0
          while quiet < 12:
              before = len(events)
              await asyncio.sleep(0)
              quiet = quiet + 1 if len(events) == before else 0

      """;

  private static final String ENDING =
      """
          for turn in range(12):
              await rest()
              waiting = [name for name in sorted(tasks) if not tasks[name].done()]
              if not waiting:
                  break
              seen("waiting: " + " ".join(waiting))
              for name in waiting:
                  tasks[name].cancel()


      asyncio.run(main())
      """;

  private final TaskProgram program;
  private final StringBuilder text = new StringBuilder();

  PythonText(TaskProgram program) {
    this.program = program;
  }

  String text() {
    text.append(BEGINNING);
    for (int task = 0; task < program.bodies().size(); task++) {
      addTask(TaskProgram.name(task), program.bodies().get(task));
    }
    line("", "");
    line("", "async def main():");
    line("    ", "global lock, event, queue, semaphore, condition");
    line("    ", "lock, event, queue = asyncio.Lock(), asyncio.Event(), asyncio.Queue(1)");
    line("    ", "semaphore, condition = asyncio.Semaphore(2), asyncio.Condition()");
    if (program.has(Step.Meet.class)) {
      line("    ", "global barrier");
      line("    ", "barrier = asyncio.Barrier(2)");
    }
    for (int task = 0; task < program.roots(); task++) {
      line("    ", start(task));
    }
    return text.append(ENDING).toString();
  }

  private void addTask(String name, List<Step> body) {
    line("", "");
    line("", "async def body_" + name + "():");
    line("    ", "try:");
    addSteps("        ", name, body);
    line("        ", "seen(\"" + name + " ends\")");
    line("        ", "return \"" + name + "\"");
    line("    ", "except BaseException as error:");
    line("        ", "seen(\"" + name + " raises \" + named(error))");
    line("        ", "raise");
    line("", "");
  }

  private void addSteps(String indent, String at, List<Step> steps) {
    for (int i = 0; i < steps.size(); i++) {
      addStep(indent, at + (at.length() == 1 ? "" : ".") + (i + 1), steps.get(i));
    }
  }

  private void addStep(String indent, String at, Step step) {
    switch (step) {
      case Step.Yield() -> awaits(indent, at, "asyncio.sleep(0)");
      case Step.Start(int task) -> line(indent, start(task));
      case Step.Await(int task) -> waits(indent, at, task, task, task(task));
      case Step.Shield(int task) ->
          waits(indent, at, task, task, "asyncio.shield(" + task(task) + ")");
      case Step.WaitFor(int task) ->
          waits(indent, at, task, task, "asyncio.wait_for(" + task(task) + ", 3600)");
      case Step.Gather(int one, int other, boolean returnExceptions) ->
          waits(indent, at, one, other, gather(one, other, returnExceptions));
      case Step.Overdue(int task) ->
          waits(indent, at, task, task, "asyncio.wait_for(" + task(task) + ", 0)");
      case Step.Wait(int one, int other, boolean both) ->
          waits(indent, at, one, other, wait(one, other, both));
      case Step.AsCompleted(int one, int other) -> asCompleted(indent, at, one, other);
      case Step.Uncancel() -> tells(indent, at, "asyncio.current_task().uncancel()");
      case Step.Cancelling() -> tells(indent, at, "asyncio.current_task().cancelling()");
      case Step.Group(int one, int other, List<Step> steps) -> group(indent, at, one, other, steps);
      case Step.CancelGroup(int task) -> call(indent, "cancel_group", task);
      case Step.TakeBack(int task) -> call(indent, "take_back", task);
      case Step.Limit(List<Step> steps) -> limit(indent, at, steps);
      case Step.Expire(int task) -> call(indent, "expire", task);
      case Step.Cancel(int task) -> call(indent, "cancel", task);
      case Step.Hold(List<Step> steps) -> within(indent, at, "lock", steps);
      case Step.Permit(List<Step> steps) -> within(indent, at, "semaphore", steps);
      case Step.Guard(List<Step> steps) -> guard(indent, at, steps);
      case Step.SetEvent() -> line(indent, "event.set()");
      case Step.WaitEvent() -> awaits(indent, at, "event.wait()");
      case Step.Put() -> awaits(indent, at, "queue.put(\"" + at + "\")");
      case Step.Get() -> {
        line(indent, "taken.append(await queue.get())");
        line(indent, "seen(\"" + at + ": \" + taken[-1])");
      }
      case Step.Done() -> line(indent, "done()");
      case Step.Join() -> awaits(indent, at, "queue.join()");
      case Step.Meet() -> awaits(indent, at, "barrier.wait()");
      case Step.WaitCondition() -> waitForNotification(indent, at);
      case Step.Notify() -> notifyOne(indent, at);
      case Step.Raise() -> line(indent, "raise Boom()");
    }
  }

  private void call(String indent, String function, int task) {
    line(indent, function + "(\"" + TaskProgram.name(task) + "\")");
  }

  private void tells(String indent, String at, String number) {
    line(indent, "seen(\"" + at + ": %d\" % " + number + ")");
  }

  private void awaits(String indent, String at, String awaitable) {
    line(indent, "await " + awaitable);
    seen(indent, at);
  }

  private void within(String indent, String at, String manager, List<Step> steps) {
    line(indent, "async with " + manager + ":");
    seen(indent + "    ", at);
    addSteps(indent + "    ", at, steps);
  }

  private void guard(String indent, String at, List<Step> steps) {
    line(indent, "try:");
    addSteps(indent + "    ", at, steps);
    line(indent + "    ", "pass");
    line(indent, "except BaseException as error:");
    line(indent + "    ", "seen(\"" + at + " raises \" + named(error))");
  }

  private void waitForNotification(String indent, String at) {
    line(indent, "async with condition:");
    line(indent + "    ", "seen(\"" + at + " begins\")");
    line(indent + "    ", "await condition.wait_for(lambda: notes)");
    line(indent + "    ", "notes.pop()");
    seen(indent, at);
  }

  private void notifyOne(String indent, String at) {
    line(indent, "async with condition:");
    line(indent + "    ", "notes.append(1)");
    line(indent + "    ", "condition.notify()");
    seen(indent, at);
  }

  private void group(String indent, String at, int one, int other, List<Step> steps) {
    String own = "\"" + at.charAt(0) + "\"";
    line(indent, "group = asyncio.TaskGroup()");
    line(indent, "groups.setdefault(" + own + ", []).append(group)");
    line(indent, "try:");
    line(indent + "    ", "async with group:");
    line(indent + "        ", startIn("group", one));
    line(indent + "        ", startIn("group", other));
    seen(indent + "        ", at);
    addSteps(indent + "        ", at, steps);
    line(indent, "finally:");
    line(indent + "    ", "groups[" + own + "].pop()");
    seen(indent, at + " left");
  }

  private static String start(int task) {
    String name = TaskProgram.name(task);
    return "start(\"" + name + "\", body_" + name + ")";
  }

  private static String startIn(String group, int task) {
    String name = TaskProgram.name(task);
    return "start(\"" + name + "\", body_" + name + ", " + group + ")";
  }

  private static String wait(int one, int other, boolean both) {
    String when = both ? "" : ", return_when=asyncio.FIRST_COMPLETED";
    return "asyncio.wait([" + task(one) + ", " + task(other) + "]" + when + ")";
  }

  private void asCompleted(String indent, String at, int one, int other) {
    line(indent, "if " + areStarted(one, other) + ":");
    line(
        indent + "    ",
        "for each in asyncio.as_completed([" + task(one) + ", " + task(other) + "]):");
    line(indent + "        ", "await each");
    seen(indent + "        ", at);
  }

  private void limit(String indent, String at, List<Step> steps) {
    line(indent, "async with asyncio.timeout(None) as limit:");
    line(indent + "    ", "own = limits.setdefault(\"" + at.charAt(0) + "\", [])");
    line(indent + "    ", "own.append(limit)");
    line(indent + "    ", "try:");
    seen(indent + "        ", at);
    addSteps(indent + "        ", at, steps);
    line(indent + "    ", "finally:");
    line(indent + "        ", "own.pop()");
    seen(indent, at + " left");
  }

  private static String areStarted(int one, int other) {
    String both = one == other ? "" : " and \"" + TaskProgram.name(other) + "\" in tasks";
    return "\"" + TaskProgram.name(one) + "\" in tasks" + both;
  }

  private static String task(int task) {
    return "tasks[\"" + TaskProgram.name(task) + "\"]";
  }

  private static String gather(int one, int other, boolean returnExceptions) {
    return "asyncio.gather("
        + task(one)
        + ", "
        + task(other)
        + (returnExceptions ? ", return_exceptions=True)" : ")");
  }

  private void waits(String indent, String at, int one, int other, String awaitable) {
    line(indent, "if " + areStarted(one, other) + ":");
    line(indent + "    ", "await " + awaitable);
    seen(indent + "    ", at);
  }

  private void seen(String indent, String at) {
    line(indent, "seen(\"" + at + "\")");
  }

  private void line(String indent, String line) {
    text.append(line.isEmpty() ? "" : indent).append(line).append('\n');
  }
}
