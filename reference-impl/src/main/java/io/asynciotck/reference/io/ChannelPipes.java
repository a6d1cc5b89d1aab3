package io.asynciotck.reference.io;

import io.asynciotck.api.io.OperatingSystem;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.util.List;

/** Makes pipes that are pairs of channels. */
public final class ChannelPipes implements OperatingSystem {

  /** The one there need be. */
  public static final OperatingSystem INSTANCE = new ChannelPipes();

  private ChannelPipes() {}

  @Override
  public List<Object> pipe() throws IOException {
    Pipe pipe = Pipe.open();
    return List.of(pipe.source(), pipe.sink());
  }

  @Override
  public void setBlocking(Object fd, boolean blocking) throws IOException {
    ((SelectableChannel) fd).configureBlocking(blocking);
  }

  @Override
  public boolean getBlocking(Object fd) {
    return ((SelectableChannel) fd).isBlocking();
  }
}
