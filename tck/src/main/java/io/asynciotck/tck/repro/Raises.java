package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.ARGS;
import static io.asynciotck.tck.bridge.WireWords.DO;
import static io.asynciotck.tck.bridge.WireWords.EXCEPTION;
import static io.asynciotck.tck.bridge.WireWords.KWARGS;
import static io.asynciotck.tck.bridge.WireWords.MESSAGE;
import static io.asynciotck.tck.bridge.WireWords.NAME;
import static io.asynciotck.tck.bridge.WireWords.RAISE;
import static io.asynciotck.tck.bridge.WireWords.THROW;
import static io.asynciotck.tck.bridge.WireWords.WHERE;

import io.asynciotck.tck.bridge.CallRecorder.Speaker;
import io.asynciotck.tck.harness.ForeignTrace;
import io.asynciotck.tck.harness.MemberNames;
import io.asynciotck.tck.harness.RefusedArgument;
import io.asynciotck.tck.results.StackFunctions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What calls and awaits of a test have raised.
 *
 * @param lines what was said in the test
 */
record Raises(List<Recording.Line> lines) {

  /** Objects of the kit lack what they do not need, and None has nothing. */
  private static final Pattern NO_ATTRIBUTE =
      Pattern.compile("^'(?!Kit|NoneType')[\\w.]+' object has no attribute '(\\w+)'");

  /**
   * The first member that said that it is not there, or argument that a member did not take, as
   * {@code create_task(context)}: whether or not the test has caught that, and whether it was the
   * test that has asked for it, or the library.
   */
  Optional<String> missing() {
    return all()
        .flatMap(raised ->
            Stream.of(refusedArgument(raised), notImplemented(raised), noAttribute(raised))
                .flatMap(found -> found))
        .findFirst();
  }

  /** What the last exception was that a trace tells by this name, with its stack. */
  Optional<String> told(String traced) {
    return all()
        .filter(raised -> !raised.path(WHERE).isEmpty())
        .filter(raised ->
            raised
                .path(EXCEPTION)
                .valueStream()
                .anyMatch(name -> Words.isNamed(plain(name.asString("")), traced)))
        .reduce((_, last) -> last)
        .map(raised ->
            new ForeignTrace(
                    raised.path(EXCEPTION).path(0).asString(""),
                    raised.path(MESSAGE).asString(""),
                    raised.path(WHERE).valueStream().map(JsonNode::asString).toList())
                .text());
  }

  /** What calls and awaits of the test have raised, in order. */
  private Stream<JsonNode> all() {
    return lines.stream()
        .filter(line -> line.speaker() == Speaker.AGENT)
        .map(Recording.Line::message)
        .map(message ->
            message.path(DO).asString("").equals(THROW)
                ? message.path(ARGS).path(0)
                : message.path(RAISE))
        .filter(raised -> raised.has(EXCEPTION));
  }

  private static String plain(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private Stream<String> noAttribute(JsonNode raised) {
    return NO_ATTRIBUTE
        .matcher(raised.path(MESSAGE).asString(""))
        .results()
        .map(missed -> missed.group(1));
  }

  private Stream<String> refusedArgument(JsonNode raised) {
    return RefusedArgument.in(raised.path(MESSAGE).asString("")).stream()
        .filter(refused -> calls(refused.member(), refused.isKeyword() ? refused.argument() : ""))
        .map(RefusedArgument::text);
  }

  /**
   * The innermost member in which it was raised, whoever has called that; where a helper has raised
   * it for several, the one that the test has called.
   */
  private Stream<String> notImplemented(JsonNode raised) {
    if (!raised.path(EXCEPTION).path(0).asString("").equals("NotImplementedError")) {
      return Stream.empty();
    }
    List<String> functions =
        raised
            .path(WHERE)
            .valueStream()
            .flatMap(place -> StackFunctions.in(place.asString("")))
            .toList();
    return MemberNames.innermost(functions)
        .or(() -> new Makers(lines).of(raised).filter(MemberNames::isKnown))
        .stream();
  }

  private boolean calls(String member, String keyword) {
    return lines.stream()
        .map(Recording.Line::message)
        .filter(message -> message.path(NAME).asString("").equals(member))
        .anyMatch(message -> keyword.isEmpty() || message.path(KWARGS).has(keyword));
  }
}
