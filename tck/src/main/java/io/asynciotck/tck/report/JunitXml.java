package io.asynciotck.tck.report;

import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.Verdict;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A run as JUnit XML: a test case for each rule, so that CI systems show rules. */
public final class JunitXml {

  private JunitXml() {}

  /** Returns the file's text. */
  public static String of(RunResult run) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      suite(xml, run);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException impossible) {
      throw new AssertionError(impossible);
    }
    return text + "\n";
  }

  private static void suite(XMLStreamWriter xml, RunResult run) throws XMLStreamException {
    List<RuleResult> rules = run.rules();
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "asyncio-tck: " + run.title() + ", " + run.subject().profile());
    xml.writeAttribute("tests", String.valueOf(rules.size()));
    xml.writeAttribute("failures", count(rules, JunitXml::fails));
    xml.writeAttribute("errors", count(rules, JunitXml::breaks));
    xml.writeAttribute("skipped", count(rules, JunitXml::isLeft));
    xml.writeAttribute("time", seconds(rules.stream().map(RuleResult::took)));
    xml.writeAttribute("timestamp", run.origin().date().toString());
    for (RuleResult rule : rules) {
      testCase(xml, rule);
    }
    xml.writeEndElement();
  }

  private static String seconds(Stream<Duration> durations) {
    Duration sum = durations.reduce(Duration.ZERO, Duration::plus);
    return "%d.%03d".formatted(sum.toSeconds(), sum.toMillisPart());
  }

  private static String count(List<RuleResult> rules, Predicate<RuleResult> counted) {
    return String.valueOf(rules.stream().filter(counted).count());
  }

  private static void testCase(XMLStreamWriter xml, RuleResult rule) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "asyncio-tck." + rule.rule().conformanceClass());
    xml.writeAttribute("name", rule.id());
    xml.writeAttribute("time", seconds(Stream.of(rule.took())));
    if (fails(rule)) {
      problem(xml, "failure", rule);
    } else if (breaks(rule)) {
      problem(xml, "error", rule);
    } else if (isLeft(rule)) {
      xml.writeEmptyElement("skipped");
      xml.writeAttribute("message", whyLeft(rule));
    }
    xml.writeEndElement();
  }

  private static String whyLeft(RuleResult rule) {
    if (rule.isDifference()) {
      return "differs from CPython, as the documentation allows";
    }
    return rule.verdict().label() + (rule.reason().isEmpty() ? "" : ": ") + rule.reason();
  }

  private static void problem(XMLStreamWriter xml, String kind, RuleResult rule)
      throws XMLStreamException {
    String message = message(rule);
    xml.writeStartElement(kind);
    xml.writeAttribute("type", rule.verdict().label());
    xml.writeAttribute("message", message.lines().findFirst().orElse(rule.verdict().label()));
    xml.writeCharacters(message);
    xml.writeEndElement();
  }

  private static String message(RuleResult rule) {
    String message =
        rule.failure().map(failure -> rule.rule() + "\n" + failure.details()).orElse(rule.reason());
    return rule.isChanged()
        ? "The verdict changed from run to run: " + rule.changed() + "\n" + message
        : message;
  }

  private static boolean fails(RuleResult rule) {
    return rule.isChanged()
        || rule.verdict() == Verdict.STALE
        || (rule.counts() && rule.verdict() == Verdict.FAIL);
  }

  private static boolean breaks(RuleResult rule) {
    return rule.counts() && !fails(rule);
  }

  private static boolean isLeft(RuleResult rule) {
    return rule.verdict() != Verdict.PASS && !fails(rule) && !breaks(rule);
  }
}
