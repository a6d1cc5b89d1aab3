package io.asynciotck.tck.report;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A run as a badge, in the form that badge services take from an address: schema version 1. */
public final class Badge {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Badge() {}

  /** Returns the file's text. */
  public static String of(RunData run) {
    Map<String, Object> badge = new LinkedHashMap<>();
    badge.put("schemaVersion", 1);
    badge.put("label", "asyncio-tck " + run.profile());
    badge.put("message", message(run));
    badge.put("color", run.verdict().equals("conformant") ? "brightgreen" : "red");
    return MAPPER.writeValueAsString(badge) + "\n";
  }

  private static String message(RunData run) {
    long held = run.rules().size() - run.count("not-claimed");
    return run.verdict().replace('-', ' ') + ", " + run.count("pass") + " of " + held + " rules";
  }
}
