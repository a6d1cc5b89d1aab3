package io.asynciotck.tck.bridge;

import io.asynciotck.spec.Profile;
import io.asynciotck.spec.PythonVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** By which names users know what was really made, in the interpreter that was really started. */
final class PythonIdentity {
  private static final String ASYNCIO = "asyncio";

  private static final String WITHOUT_ACCELERATOR = "pure-python";

  private final PythonOptions options;
  private final PythonDescription found;

  PythonIdentity(PythonOptions options, PythonDescription found) {
    this.options = options;
    this.found = found;
  }

  /** The package of the loop; its class, where there is no package; what was made of asyncio's. */
  String name() {
    String name = found.distribution().orElseGet(this::nameOfClass);
    return options.blocked().isEmpty()
        ? name
        : name + " without " + String.join(", ", options.blocked());
  }

  private String nameOfClass() {
    if (!isOfAsyncio()) {
      return found.loop();
    }
    return by().map(how -> ASYNCIO + " " + how).orElse(ASYNCIO);
  }

  /** How asyncio's own loop came to be what it is. */
  private Optional<String> by() {
    if (options.adapter().isPresent()) {
      return Optional.of("by " + options.adapter().get());
    }
    if (options.loop().isPresent() && !module(options.loop().get()).equals(ASYNCIO)) {
      return Optional.of("by " + options.loop().get());
    }
    return options.setup().isEmpty() || found.changed().isEmpty()
        ? Optional.empty()
        : Optional.of("after " + String.join(", ", options.setup()));
  }

  private boolean isOfAsyncio() {
    return found.loop().startsWith(ASYNCIO + ".");
  }

  String version() {
    return found.loopVersion().map(version -> version + " on ").orElse("") + found.python();
  }

  /** The file of known failures: named as the module of the loop, or of what changed asyncio's. */
  String expectationsName() {
    if (!isOfAsyncio()) {
      return module(found.loop()).toLowerCase(Locale.ROOT);
    }
    if (options.adapter().isPresent() && found.distribution().isPresent()) {
      return found.distribution().get().replace('-', '_').toLowerCase(Locale.ROOT);
    }
    if (!options.blocked().isEmpty()) {
      return WITHOUT_ACCELERATOR;
    }
    return options.setup().isEmpty() || found.changed().isEmpty()
        ? interpreter().toLowerCase(Locale.ROOT)
        : module(options.setup().getFirst());
  }

  private static String module(String path) {
    return path.split("[.:]", 2)[0];
  }

  /** The name of the interpreter, without its version. */
  String interpreter() {
    return found.python().split(" ", 2)[0];
  }

  /** The profile of the interpreter's version; the newest one, where the kit is older than that. */
  Profile profile() {
    return isNewer() ? Profile.newest() : Profile.of("py" + found.pythonVersion());
  }

  private boolean isNewer() {
    PythonVersion own = PythonVersion.parse(found.pythonVersion());
    PythonVersion newest = Profile.newest().version();
    return own.major() > newest.major()
        || (own.major() == newest.major() && own.minor() > newest.minor());
  }

  /** What a reader has to know before anything else, a sentence each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!found.isAsynciosOwn()) {
      notes.add("The loop is a " + found.loop() + madeBy() + ".");
    }
    if (!found.isAbstractEventLoop()) {
      notes.add("It is no AbstractEventLoop, and asyncio.set_event_loop takes no other loop.");
    }
    if (!found.changed().isEmpty()) {
      notes.add("Not asyncio's own: " + String.join(", ", found.changed()) + ".");
    }
    if (isNewer()) {
      notes.add(
          "Python is %s; %s is the newest profile that this kit knows."
              .formatted(found.pythonVersion(), Profile.newest()));
    }
    if (found.timeStandsStill()) {
      notes.add(PythonImplementation.STANDS_STILL);
    }
    return notes;
  }

  private String madeBy() {
    return options
        .adapter()
        .map(adapter -> ", made by the adapter " + adapter)
        .or(() -> options.loop().map(factory -> ", made by " + factory))
        .or(() ->
            options.setup().isEmpty()
                ? Optional.empty()
                : Optional.of(", after " + String.join(", ", options.setup())))
        .orElse("");
  }
}
