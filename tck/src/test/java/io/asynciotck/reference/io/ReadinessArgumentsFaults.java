package io.asynciotck.reference.io;

import io.asynciotck.api.Callback;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults in what readers and writers are called with. */
final class ReadinessArgumentsFaults {

  private ReadinessArgumentsFaults() {}

  @Fault(
      what = "A reader is called with four arguments at most.",
      breaks = {"loop.add-reader.arguments"})
  static final class ReaderDropsTheFifthArgument extends SelectorEventLoop {
    ReaderDropsTheFifthArgument(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Callback callback, @Nullable Object... args) {
      super.addReader(fd, callback, Arrays.copyOf(args, Math.min(4, args.length)));
    }
  }

  @Fault(
      what = "A reader that takes a place is called with the arguments of the one before.",
      breaks = {"loop.add-reader.replaces-arguments"})
  static final class ReaderInheritsArguments extends SelectorEventLoop {
    private final Map<Object, @Nullable Object[]> first = new HashMap<>();

    ReaderInheritsArguments(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Callback callback, @Nullable Object... args) {
      super.addReader(fd, callback, first.computeIfAbsent(fd, unknown -> args));
    }
  }

  @Fault(
      what = "The arguments of a writer are passed in the reverse order.",
      breaks = {"loop.add-writer.arguments"})
  static final class WriterReversesItsArguments extends SelectorEventLoop {
    WriterReversesItsArguments(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addWriter(Object fd, Callback callback, @Nullable Object... args) {
      super.addWriter(fd, callback, Arrays.asList(args).reversed().toArray());
    }
  }

  @Fault(
      what = "A writer that takes a place is called with the arguments of the one before as well.",
      breaks = {"loop.add-writer.replaces-arguments"})
  static final class WriterAddsArguments extends SelectorEventLoop {
    private final Map<Object, @Nullable Object[]> before = new HashMap<>();

    WriterAddsArguments(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addWriter(Object fd, Callback callback, @Nullable Object... args) {
      @Nullable Object[] earlier = before.getOrDefault(fd, new Object[0]);
      @Nullable Object[] all = Arrays.copyOf(args, args.length + earlier.length);
      System.arraycopy(earlier, 0, all, args.length, earlier.length);
      before.put(fd, args);
      super.addWriter(fd, callback, all);
    }
  }
}
