package io.asynciotck.tck.report;

import io.asynciotck.tck.results.Conclusion;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A run as a badge, in the form that badge services take from an address: schema version 1. */
public final class Badge {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Badge() {}

  /** Returns the file's text. */
  public static String of(RunResult run) {
    Map<String, Object> badge = new LinkedHashMap<>();
    badge.put("schemaVersion", 1);
    badge.put("label", "asyncio-tck " + run.subject().profile());
    badge.put("message", message(run));
    badge.put("color", color(run.conclusion()));
    return MAPPER.writeValueAsString(badge) + "\n";
  }

  private static String message(RunResult run) {
    long held = run.checked();
    String conclusion = run.conclusion().key().replace('-', ' ');
    int faults = run.failures().size();
    String counted = faults == 0 ? "" : ", " + faults + (faults == 1 ? " fault" : " faults");
    return conclusion + counted + ", " + run.count(Verdict.PASS) + " of " + held + " rules";
  }

  private static String color(Conclusion conclusion) {
    return switch (conclusion) {
      case CONFORMANT -> "brightgreen";
      case CONFORMANT_BUT_FOR_KNOWN_FAILURES -> "yellowgreen";
      case NOT_CONFORMANT -> "red";
      case DRIFTED -> "orange";
      case NOTHING_CHECKED, INTERRUPTED -> "lightgrey";
    };
  }
}
