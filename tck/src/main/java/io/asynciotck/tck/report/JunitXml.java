package io.asynciotck.tck.report;

import io.asynciotck.tck.report.RunData.RuleData;
import io.asynciotck.tck.report.RunData.TestData;
import java.io.StringWriter;
import java.util.List;
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
    xml.writeAttribute("failures", String.valueOf(rules.stream().filter(JunitXml::fails).count()));
    xml.writeAttribute("errors", String.valueOf(rules.stream().filter(JunitXml::breaks).count()));
    xml.writeAttribute("skipped", String.valueOf(rules.stream().filter(JunitXml::isLeft).count()));
    for (RuleData rule : rules) {
      testCase(xml, rule);
    }
    xml.writeEndElement();
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
      xml.writeAttribute(
          "message", rule.verdict() + (rule.reason().isEmpty() ? "" : ": ") + rule.reason());
    }
    xml.writeEndElement();
  }

  private static void problem(XMLStreamWriter xml, String kind, RuleData rule)
      throws XMLStreamException {
    String message = rule.decidingTest().map(TestData::message).orElse(rule.reason());
    xml.writeStartElement(kind);
    xml.writeAttribute("type", rule.verdict());
    xml.writeAttribute("message", printable(message.lines().findFirst().orElse(rule.verdict())));
    xml.writeCharacters(printable(message));
    xml.writeEndElement();
  }

  private static boolean fails(RuleData rule) {
    return rule.decides() && (rule.verdict().equals("fail") || rule.verdict().equals("stale"));
  }

  private static boolean breaks(RuleData rule) {
    return rule.decides() && (rule.verdict().equals("hang") || rule.verdict().equals("crash"));
  }

  private static boolean isLeft(RuleData rule) {
    return !rule.verdict().equals("pass") && !fails(rule) && !breaks(rule);
  }

  /** Without the control characters that XML has no way to write. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\r\\n\\t]]", "�");
  }
}
