package io.asynciotck.stress.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.File;
import java.net.InetSocketAddress;

/** The same servers on one loop of Netty, on {@code java.nio} or on its own epoll. */
final class NettyServer {
  static final String EPOLL = "netty-epoll";

  private NettyServer() {}

  /** Whether Netty's own epoll runs here. */
  static boolean hasEpoll() {
    return Epoll.isAvailable();
  }

  static void run(String loop, ServerProcess.Service service, int size) throws Exception {
    boolean epoll = loop.equals(EPOLL);
    if (epoll) {
      Epoll.ensureAvailability();
    }
    IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    Class<? extends ServerChannel> channels =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    File file =
        service == ServerProcess.Service.SENDFILE ? ServerProcess.newFile(size).toFile() : null;
    ServerProcess.Memory memory = new ServerProcess.Memory(size);
    Channel server =
        new ServerBootstrap()
            .group(new MultiThreadIoEventLoopGroup(1, handlers))
            .channel(channels)
            .option(ChannelOption.SO_BACKLOG, ServerProcess.BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel accepted) {
                    accepted
                        .pipeline()
                        .addLast(
                            file != null
                                ? new Files(file, size)
                                : service == ServerProcess.Service.MEMORY
                                    ? new CountedEcho(memory)
                                    : new Echo());
                  }
                })
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
    ServerProcess.announce(((InetSocketAddress) server.localAddress()).getPort());
    server.closeFuture().sync();
  }

  /** Writes what it is given, and sends it when all of that was written. */
  private static class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      var _ = context.write(message, context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }

  private static final class CountedEcho extends Echo {
    private final ServerProcess.Memory memory;
    private boolean used;

    CountedEcho(ServerProcess.Memory memory) {
      this.memory = memory;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      super.channelReadComplete(context);
      if (!used) {
        used = true;
        memory.connectionUsed();
      }
    }
  }

  private static final class Files extends ChannelInboundHandlerAdapter {
    private final File file;
    private final int size;

    Files(File file, int size) {
      this.file = file;
      this.size = size;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
      var _ = context.writeAndFlush(new DefaultFileRegion(file, 0, size), context.voidPromise());
    }
  }
}
