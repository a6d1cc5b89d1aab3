package io.asynciotck.tck.harness;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The names that tests give to addresses, for all that looks names up by this virtual machine. It
 * remembers what it has found: a name has the same addresses in all tests.
 */
public final class NamedHosts extends InetAddressResolverProvider {
  private static final Map<String, List<String>> NAMED = new ConcurrentHashMap<>();

  /** How long the thread of a loop waits that could be given an answer only by itself. */
  private static final Duration IN_VAIN = Duration.ofSeconds(3);

  private static final Map<String, Slow> SLOW = new ConcurrentHashMap<>();
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** For the service loader. */
  public NamedHosts() {}

  /** Gives a name to some addresses. */
  static void name(String name, List<String> addresses) {
    NAMED.put(name, List.copyOf(addresses));
  }

  /** Makes a name whose address is given later; the thread of the loop is the current one. */
  static SlowName slow() {
    Slow slow = new Slow("slow-name-%d.test".formatted(COUNT.incrementAndGet()));
    SLOW.put(slow.host, slow);
    return slow;
  }

  /** A name whose address is given later. */
  private static final class Slow implements SlowName {
    private final String host;
    private final Thread ofLoop = Thread.currentThread();
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean asked;
    private volatile boolean heldUp;

    Slow(String host) {
      this.host = host;
    }

    void waitForAnswer() throws UnknownHostException {
      asked = true;
      try {
        if (Thread.currentThread() == ofLoop) {
          heldUp = !answered.await(IN_VAIN.toSeconds(), TimeUnit.SECONDS);
        } else {
          answered.await();
        }
      } catch (InterruptedException end) {
        throw new UnknownHostException(host);
      }
    }

    @Override
    public String host() {
      return host;
    }

    @Override
    public boolean isAsked() {
      return asked;
    }

    @Override
    public void answer() {
      answered.countDown();
    }

    @Override
    public boolean hasHeldUp() {
      return heldUp;
    }
  }

  @Override
  public InetAddressResolver get(Configuration configuration) {
    return new Resolver(configuration.builtinResolver());
  }

  @Override
  public String name() {
    return "hosts of tests";
  }

  /** Looks up what tests have named here, and all else where it is looked up otherwise. */
  private record Resolver(InetAddressResolver others) implements InetAddressResolver {

    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
        throws UnknownHostException {
      Slow slow = SLOW.get(host);
      if (slow != null) {
        slow.waitForAnswer();
        return Stream.of(InetAddress.ofLiteral("127.0.0.1"));
      }
      List<String> addresses = NAMED.get(host);
      return addresses == null
          ? others.lookupByName(host, policy)
          : addresses.stream().map(InetAddress::ofLiteral);
    }

    @Override
    public String lookupByAddress(byte[] address) throws UnknownHostException {
      return others.lookupByAddress(address);
    }
  }
}
