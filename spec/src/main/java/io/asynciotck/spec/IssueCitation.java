package io.asynciotck.spec;

import java.net.URI;
import java.util.Optional;

/**
 * A bug of a real loop, or a request to change it.
 *
 * @param repository owner and name, such as {@code MagicStack/uvloop}
 * @param number its number there
 * @param seen what was seen
 */
public record IssueCitation(String repository, int number, String seen) implements Evidence {

  static final String SHAPE = "> Issue: MagicStack/uvloop#123: what was seen";

  @Override
  public Kind kind() {
    return Kind.ISSUE;
  }

  @Override
  public String text() {
    return repository + "#" + number + ": " + seen;
  }

  /** {@return the address of the issue, from which that of a pull request is found too} */
  @Override
  public Optional<URI> link(PythonVersion version) {
    return Optional.of(URI.create("https://github.com/" + repository + "/issues/" + number));
  }

  /** {@return the line} */
  @Override
  public String toString() {
    return line();
  }
}
