package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.newLoop;
import static io.asynciotck.stress.LoopUnderStress.sockets;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Socket;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A callback that schedules itself again, in a loop that watches a descriptor on which nothing
 * happens: so each turn has a poll. An operation is a turn; the floor is the poll alone.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the methods with @Setup first.
public class WatchedTurn {
  private static final int TURNS = 100_000;

  /** A loop of the reference. */
  @State(Scope.Thread)
  public static class Reference implements Runnable {
    private EventLoop loop;
    private List<Socket> pair;
    private int left;

    @Setup
    public void open() throws IOException {
      loop = newLoop();
      pair = sockets().socketpair();
      loop.addReader(pair.getFirst().fileno(), () -> {});
    }

    void turn() {
      left = TURNS;
      loop.callSoon(this);
      loop.runForever();
    }

    @Override
    public void run() {
      if (--left > 0) {
        loop.callSoon(this);
      } else {
        loop.stop();
      }
    }

    @TearDown
    public void close() throws IOException {
      loop.close();
      for (Socket end : pair) {
        end.close();
      }
    }
  }

  /** A loop of Netty. */
  @State(Scope.Thread)
  public static class Netty implements Runnable {
    private final NettyLoop netty = new NettyLoop();
    private Channel channel;
    private int left;

    @Setup
    public void open() {
      channel =
          new ServerBootstrap()
              .group(netty.loop)
              .channel(NioServerSocketChannel.class)
              .childHandler(new ChannelInboundHandlerAdapter())
              .bind("127.0.0.1", 0)
              .syncUninterruptibly()
              .channel();
    }

    void turn() throws InterruptedException {
      left = TURNS;
      netty.runUntilFinished(this);
    }

    @Override
    public void run() {
      if (--left > 0) {
        netty.loop.execute(this);
      } else {
        netty.finish();
      }
    }

    @TearDown
    public void close() {
      channel.close().syncUninterruptibly();
      netty.close();
    }
  }

  /** A selector with one channel. */
  @State(Scope.Thread)
  public static class Poll implements Consumer<SelectionKey> {
    private Selector selector;
    private SocketChannel channel;

    @Setup
    public void open() throws IOException {
      selector = Selector.open();
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.register(selector, 0);
    }

    @Override
    public void accept(SelectionKey key) {
      throw new AssertionError("nothing is watched for");
    }

    int poll() throws IOException {
      int found = 0;
      for (int i = 0; i < TURNS; i++) {
        found += selector.selectNow(this);
      }
      return found;
    }

    @TearDown
    public void close() throws IOException {
      channel.close();
      selector.close();
    }
  }

  @Benchmark
  @OperationsPerInvocation(TURNS)
  public void reference(Reference turns) {
    turns.turn();
  }

  @Benchmark
  @OperationsPerInvocation(TURNS)
  public void netty(Netty turns) throws InterruptedException {
    turns.turn();
  }

  @Benchmark
  @OperationsPerInvocation(TURNS)
  public int floor(Poll polls) throws IOException {
    return polls.poll();
  }
}
