package io.asynciotck.tck.report;

/**
 * A run, as the page shows it.
 *
 * @param index its column, from 0
 * @param title implementation and version
 * @param profile the profile
 * @param seed the seed
 * @param verdict the conclusion, as {@code not conformant}
 * @param style the name of the style that colours it
 * @param pass how many rules hold
 * @param fail how many do not, hangs and crashes included
 * @param known how many fail as expected
 * @param stale how many were expected to fail and pass
 * @param notClaimed how many were not held against it
 */
record RunView(
    int index,
    String title,
    String profile,
    long seed,
    String verdict,
    String style,
    long pass,
    long fail,
    long known,
    long stale,
    long notClaimed) {

  static RunView of(int index, RunData run) {
    return new RunView(
        index,
        run.title(),
        run.profile(),
        run.seed(),
        run.verdict().replace('-', ' '),
        run.verdict().equals("conformant") ? "pass" : "fail",
        run.count("pass"),
        run.count("fail") + run.count("hang") + run.count("crash"),
        run.count("known"),
        run.count("stale"),
        run.count("not-claimed"));
  }
}
