package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.report.ReportFolder;
import io.asynciotck.tck.results.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are divided. */
final class ShardTest {

  private static final List<String> RULES =
      List.of(
          "loop.close.closed", "loop.new.fresh", "handle.cancel.twice", "handle.cancelled.before");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100})
  void everyRuleIsInOneOfThem(int count) {
    List<RuleText> all = RuleBook.standard().rules();
    List<RuleText> together =
        IntStream.rangeClosed(1, count)
            .mapToObj(number -> new Shard(number, count).of(all))
            .flatMap(List::stream)
            .toList();
    assertThat(together).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void aShardWithoutRulesIsAnError() {
    List<RuleText> two = RuleBook.standard().rules().subList(0, 2);
    assertThatThrownBy(() -> new Shard(3, 3).of(two))
        .hasMessage("Nothing is selected: shard 3/3 of 2 rules");
  }

  @Test
  void togetherTheySayWhatTheWholeSays() throws IOException {
    String classPath = Providers.registered(folder, Providers.NeverClosed.class);
    List<String> shards = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      String shard = folder.resolve("shard" + number).toString();
      run(classPath, "--shard", number + "/3", "--out", shard);
      shards.addFirst(shard);
    }
    Cli whole = run(classPath, "--shard", "1/1", "--out", folder.resolve("whole").toString());
    shards.addAll(List.of("--out", folder.resolve("merged").toString()));
    shards.addFirst("report");
    Cli merged = Cli.run(shards.toArray(String[]::new));
    assertThat(merged.err()).isEmpty();
    assertThat(merged.status()).isEqualTo(whole.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
    for (String file : ReportFolder.FILES) {
      if (!file.equals("results.json")) {
        assertThat(timeless(folder.resolve("merged").resolve(file)))
            .as(file)
            .isEqualTo(timeless(folder.resolve("whole").resolve(file)));
      }
    }
  }

  /** A report without the times, in which two runs differ. */
  private static String timeless(Path report) throws IOException {
    return Files.readString(report)
        .replaceAll(" time=\"[^\"]*\"", " time=\"\"")
        .replaceAll(" timestamp=\"[^\"]*\"", " timestamp=\"\"");
  }

  private static Cli run(String classPath, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("run", "--impl", "odd", "--classpath", classPath, "--seed", "7"));
    for (String rule : RULES) {
      arguments.addAll(List.of("--rule", rule));
    }
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray(String[]::new));
  }
}
