package io.asynciotck.reference.io;

import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.seams.Seam;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A descriptor that a loop watches, with what to run when it can be read and when written. */
public class Watch {
  private static final int READABLE = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
  private static final int WRITABLE = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

  private final SelectionKey key;
  private @Nullable WatchHandle reader;
  private @Nullable WatchHandle writer;

  /** What the selector looks for, to tell it only when that changes. */
  private int interest;

  private boolean emptied;

  /** A descriptor for which there is nothing to call yet. */
  protected Watch(SelectionKey key) {
    this.key = key;
  }

  /** Whether it is known to have become empty. */
  final boolean isEmptied() {
    return emptied;
  }

  final void setEmptied(boolean now) {
    emptied = now;
  }

  /** Ends that the descriptor is watched. */
  final void giveUp() {
    key.attach(null);
    key.cancel();
  }

  final boolean isEmpty() {
    return reader == null && writer == null;
  }

  final void setReader(@Nullable WatchHandle handle) {
    callOff(reader);
    reader = handle;
    lookForWhatIsNeeded();
  }

  final void setWriter(@Nullable WatchHandle handle) {
    callOff(writer);
    writer = handle;
    lookForWhatIsNeeded();
  }

  final boolean hasReader() {
    return reader != null;
  }

  final boolean hasWriter() {
    return writer != null;
  }

  /** Keeps a callback from being called, though it may be queued. */
  @Seam
  protected void callOff(@Nullable WatchHandle handle) {
    if (handle != null) {
      // Rule: loop.add-reader.replaced-in-batch, loop.remove-reader.same-batch
      // Rule: loop.remove-writer.same-batch
      handle.cancel();
    }
  }

  private void lookForWhatIsNeeded() {
    int needed = 0;
    int possible = key.channel().validOps();
    // Rule: loop.add-reader.with-writer, loop.remove-reader.keeps-writer
    // Rule: loop.remove-writer.keeps-reader
    if (reader != null) {
      needed |= possible & READABLE;
    }
    if (writer != null) {
      needed |= isConnecting() ? SelectionKey.OP_CONNECT : possible & SelectionKey.OP_WRITE;
    }
    if (needed != interest && key.isValid()) {
      key.interestOps(needed);
      interest = needed;
    }
  }

  private boolean isConnecting() {
    return key.channel() instanceof SocketChannel stream && stream.isConnectionPending();
  }

  /** Schedules what is to be called for what the selector has seen. */
  final void makeReady(Consumer<ReadyEntry> schedule) {
    int seen = key.readyOps();
    if ((seen & READABLE) != 0 && reader != null) {
      reader.enqueue(schedule);
    }
    if ((seen & WRITABLE) != 0 && writer != null) {
      writer.enqueue(schedule);
    }
  }
}
