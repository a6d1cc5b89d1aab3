package io.asynciotck.tck.difference;

import java.util.List;

/** Writes a program in Python. */
final class PythonText {
  private static final String BEGINNING =
      """
      import asyncio

      tasks = {}
      events = []


      class Boom(Exception):
          pass


      def seen(event):
          events.append(event)
          print(event)


      def start(name, body):
          if name not in tasks:
              tasks[name] = asyncio.get_running_loop().create_task(body())


      def cancel(name):
          if name in tasks:
              tasks[name].cancel()


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
    line("    ", "global lock, event, queue");
    line("    ", "lock, event, queue = asyncio.Lock(), asyncio.Event(), asyncio.Queue(1)");
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
    line("        ", "seen(\"" + name + " raises \" + type(error).__name__)");
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
      case Step.Yield() -> {
        line(indent, "await asyncio.sleep(0)");
        seen(indent, at);
      }
      case Step.Start(int task) -> line(indent, start(task));
      case Step.Await(int task) -> waits(indent, at, task, task, task(task));
      case Step.Shield(int task) ->
          waits(indent, at, task, task, "asyncio.shield(" + task(task) + ")");
      case Step.WaitFor(int task) ->
          waits(indent, at, task, task, "asyncio.wait_for(" + task(task) + ", 3600)");
      case Step.Gather(int one, int other, boolean returnExceptions) ->
          waits(indent, at, one, other, gather(one, other, returnExceptions));
      case Step.Cancel(int task) -> line(indent, "cancel(\"" + TaskProgram.name(task) + "\")");
      case Step.Hold(List<Step> steps) -> {
        line(indent, "async with lock:");
        seen(indent + "    ", at);
        addSteps(indent + "    ", at, steps);
      }
      case Step.Guard(List<Step> steps) -> {
        line(indent, "try:");
        addSteps(indent + "    ", at, steps);
        line(indent + "    ", "pass");
        line(indent, "except BaseException as error:");
        line(indent + "    ", "seen(\"" + at + " raises \" + type(error).__name__)");
      }
      case Step.SetEvent() -> line(indent, "event.set()");
      case Step.WaitEvent() -> {
        line(indent, "await event.wait()");
        seen(indent, at);
      }
      case Step.Put() -> {
        line(indent, "await queue.put(\"" + at + "\")");
        seen(indent, at);
      }
      case Step.Get() -> line(indent, "seen(\"" + at + ": \" + await queue.get())");
      case Step.Raise() -> line(indent, "raise Boom()");
    }
  }

  private static String start(int task) {
    String name = TaskProgram.name(task);
    return "start(\"" + name + "\", body_" + name + ")";
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
    String both = one == other ? "" : " and \"" + TaskProgram.name(other) + "\" in tasks";
    line(indent, "if \"" + TaskProgram.name(one) + "\" in tasks" + both + ":");
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
