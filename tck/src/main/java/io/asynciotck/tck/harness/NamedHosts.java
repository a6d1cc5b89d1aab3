package io.asynciotck.tck.harness;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The names that tests give to addresses, for all that looks names up by this virtual machine. It
 * remembers what it has found: a name has the same addresses in all tests.
 */
public final class NamedHosts extends InetAddressResolverProvider {
  private static final Map<String, List<String>> NAMED = new ConcurrentHashMap<>();

  /** For the service loader. */
  public NamedHosts() {}

  /** Gives a name to some addresses. */
  static void name(String name, List<String> addresses) {
    NAMED.put(name, List.copyOf(addresses));
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
