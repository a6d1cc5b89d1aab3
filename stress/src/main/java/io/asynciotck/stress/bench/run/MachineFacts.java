package io.asynciotck.stress.bench.run;

import io.netty.util.Version;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import kotlinx.coroutines.CoroutineScope;

/** Where something is measured, and with what: the heading of the table. */
final class MachineFacts {
  private static final Path CPU = Path.of("/proc/cpuinfo");

  private MachineFacts() {}

  static Map<String, String> gather(Effort effort) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Date", LocalDate.now(ZoneOffset.UTC).toString());
    facts.put("Machine", cores() + ", " + cpuModel() + ", " + operatingSystem());
    facts.put(
        "Java",
        System.getProperty("java.vendor.version", "")
            + " "
            + Runtime.version()
            + ", "
            + String.join(" ", JmhFork.JVM_ARGUMENTS)
            + ", a heap of 1 GiB, 2 GiB where there are a million of something");
    facts.put("Netty", nettyVersion());
    facts.put("Vert.x", versionOf(Vertx.class));
    facts.put("kotlinx.coroutines", versionOf(CoroutineScope.class));
    facts.put("Effort", effort.toString());
    facts.put(
        "Servers",
        ServerFork.taskset().isPresent()
            ? "a process with one core, and the load another one with another core"
            : "a process, and the load another one");
    return facts;
  }

  private static String cores() {
    int cores = Runtime.getRuntime().availableProcessors();
    return cores + (cores == 1 ? " core" : " cores");
  }

  private static String operatingSystem() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + " "
        + System.getProperty("os.arch");
  }

  private static String cpuModel() {
    if (!Files.isReadable(CPU)) {
      return "processor unknown";
    }
    try (Stream<String> lines = Files.lines(CPU)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("processor unknown");
    } catch (IOException unreadable) {
      return "processor unknown";
    }
  }

  private static String nettyVersion() {
    Version common = Version.identify().get("netty-common");
    return common == null ? "of unknown version" : common.artifactVersion();
  }

  private static String versionOf(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version == null ? "of unknown version" : version;
  }
}
