package io.asynciotck.reference.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.api.io.Address;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The order in which addresses are tried, which no host of a test machine shows. */
final class AttemptsTest {

  private static List<String> tried(int first, String... hosts) {
    List<Address> addresses = Stream.of(hosts).map(host -> new Address(host, 80)).toList();
    return Attempts.interleaved(addresses, first).stream().map(Address::host).toList();
  }

  @Test
  void zeroLeavesThemAsTheyAre() {
    assertThat(tried(0, "::1", "::2", "10.0.0.1")).containsExactly("::1", "::2", "10.0.0.1");
  }

  @Test
  void oneBeginsWithTheFamilyThatComesFirstAndTakesTurns() {
    assertThat(tried(1, "::1", "::2", "::3", "10.0.0.1", "10.0.0.2"))
        .containsExactly("::1", "10.0.0.1", "::2", "10.0.0.2", "::3");
    assertThat(tried(1, "10.0.0.1", "::1", "::2")).containsExactly("10.0.0.1", "::1", "::2");
  }

  @Test
  void moreBeginWithSoManyOfTheFirstFamily() {
    assertThat(tried(2, "::1", "::2", "::3", "10.0.0.1", "10.0.0.2"))
        .containsExactly("::1", "::2", "10.0.0.1", "::3", "10.0.0.2");
    assertThat(tried(9, "::1", "::2", "10.0.0.1")).containsExactly("::1", "::2", "10.0.0.1");
  }
}
