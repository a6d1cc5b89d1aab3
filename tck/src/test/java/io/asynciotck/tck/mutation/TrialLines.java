package io.asynciotck.tck.mutation;

import java.util.List;

/** How a worker tells the command of a trial: one line, {@code number end rule rule …}. */
final class TrialLines {

  private TrialLines() {}

  static String write(Trial trial) {
    return (trial.number() + " " + trial.end() + " " + String.join(" ", trial.rules())).strip();
  }

  static Trial read(String line) {
    List<String> words = List.of(line.split(" "));
    return new Trial(
        Integer.parseInt(words.get(0)),
        Trial.End.valueOf(words.get(1)),
        words.subList(2, words.size()));
  }
}
