package io.asynciotck.spec;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A piece of CPython.
 *
 * @param version the version that was read
 * @param file the file, from the root of the repository, such as {@code Lib/asyncio/tasks.py}
 * @param names what to look for in it, such as {@code wait_for}
 * @param remark what is to be seen there, or nothing
 */
public record SourceCitation(PythonVersion version, String file, List<String> names, String remark)
    implements Evidence {

  static final String SHAPE =
      "> Source: CPython 3.13.0 Lib/asyncio/base_events.py `_call_soon`, `_run_once``, perhaps with"
          + " `: remark` behind it";

  /** Copies the names. */
  public SourceCitation {
    names = List.copyOf(names);
  }

  @Override
  public Kind kind() {
    return Kind.SOURCE;
  }

  @Override
  public String text() {
    return "CPython "
        + version
        + " "
        + file
        + names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ", " ", ""))
        + (remark.isEmpty() ? "" : ": " + remark);
  }

  /** {@return the address of the file as it was read} */
  @Override
  public Optional<URI> link(PythonVersion asked) {
    String ref = version.micro().isPresent() ? "v" + version : version.toString();
    return Optional.of(URI.create("https://github.com/python/cpython/blob/" + ref + "/" + file));
  }

  /** {@return the line} */
  @Override
  public String toString() {
    return line();
  }
}
