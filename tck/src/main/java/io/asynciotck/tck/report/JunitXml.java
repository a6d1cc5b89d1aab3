package io.asynciotck.tck.report;

import io.asynciotck.tck.report.RunData.RuleData;
import io.asynciotck.tck.report.RunData.TestData;
import io.asynciotck.tck.run.Verdict;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A run as JUnit XML: a test case for each rule, so that CI systems show rules. */
public final class JunitXml {

  private JunitXml() {}

  /** Returns the file's text. */
  public static String of(RunData run) {
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

  private static void suite(XMLStreamWriter xml, RunData run) throws XMLStreamException {
    List<RuleData> rules = List.copyOf(run.rules().values());
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "asyncio-tck: " + run.title() + ", " + run.profile());
    xml.writeAttribute("tests", String.valueOf(rules.size()));
    xml.writeAttribute("failures", count(rules, JunitXml::fails));
    xml.writeAttribute("errors", count(rules, JunitXml::breaks));
    xml.writeAttribute("skipped", count(rules, JunitXml::isLeft));
    for (RuleData rule : rules) {
      testCase(xml, rule);
    }
    xml.writeEndElement();
  }

  private static String count(List<RuleData> rules, Predicate<RuleData> counted) {
    return String.valueOf(rules.stream().filter(counted).count());
  }

  private static void testCase(XMLStreamWriter xml, RuleData rule) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "asyncio-tck." + rule.conformanceClass());
    xml.writeAttribute("name", rule.id());
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

  private static String whyLeft(RuleData rule) {
    if (rule.isDifference()) {
      return "differs from CPython, as the documentation allows";
    }
    return rule.verdict().label() + (rule.reason().isEmpty() ? "" : ": ") + rule.reason();
  }

  private static void problem(XMLStreamWriter xml, String kind, RuleData rule)
      throws XMLStreamException {
    String message = message(rule);
    xml.writeStartElement(kind);
    xml.writeAttribute("type", rule.verdict().label());
    xml.writeAttribute("message", message.lines().findFirst().orElse(rule.verdict().label()));
    xml.writeCharacters(message);
    xml.writeEndElement();
  }

  private static String message(RuleData rule) {
    String message = rule.decidingTest().map(TestData::message).orElse(rule.reason());
    return rule.isChanged()
        ? "The verdict changed from run to run: " + rule.changed() + "\n" + message
        : message;
  }

  private static boolean fails(RuleData rule) {
    return rule.isChanged()
        || rule.verdict() == Verdict.STALE
        || (rule.decides() && rule.verdict() == Verdict.FAIL);
  }

  private static boolean breaks(RuleData rule) {
    return rule.isCounted() && !fails(rule);
  }

  private static boolean isLeft(RuleData rule) {
    return rule.verdict() != Verdict.PASS && !fails(rule) && !breaks(rule);
  }
}
