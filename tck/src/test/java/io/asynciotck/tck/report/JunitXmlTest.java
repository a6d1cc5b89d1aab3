package io.asynciotck.tck.report;

import static io.asynciotck.tck.report.Runs.FIFO;
import static io.asynciotck.tck.report.Runs.OBSERVED;
import static io.asynciotck.tck.report.Runs.ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.Verdict;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The results as CI systems read them. */
final class JunitXmlTest {
  private static final String DONE = "future.done-callback.argument";
  private static final String CLOSE = "loop.close.closed";
  private static final String STOP = "loop.stop.batch";
  private static final String TWICE = "handle.cancel.twice";

  @Test
  void everyRuleIsATestCaseAndIsCounted() throws Exception {
    Element suite =
        parsed(
            Runs.run(
                "odd 1.0",
                Runs.pass(FIFO),
                Runs.broken(ONCE, Verdict.FAIL, "no"),
                Runs.broken(CLOSE, Verdict.HANG, "no end"),
                Runs.broken(OBSERVED, Verdict.FAIL, "other"),
                Runs.because(DONE, Verdict.KNOWN, "listed"),
                Runs.because(STOP, Verdict.STALE, "listed, but holds"),
                Runs.changed(TWICE)));
    assertThat(suite.getAttribute("name")).isEqualTo("asyncio-tck: odd 1.0, py3.13.0");
    assertThat(suite.getAttribute("tests")).isEqualTo("7");
    assertThat(suite.getAttribute("failures")).isEqualTo("3");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("2");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(7);
    assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(3);
    assertThat(suite.getElementsByTagName("error").getLength()).isEqualTo(1);
    assertThat(suite.getElementsByTagName("skipped").getLength()).isEqualTo(2);
    Element first = (Element) suite.getElementsByTagName("testcase").item(0);
    assertThat(first.getAttribute("name")).isEqualTo(FIFO);
    assertThat(first.getAttribute("classname")).isEqualTo("asyncio-tck.core");
    assertThat(first.getChildNodes().getLength()).isZero();
  }

  @Test
  void whatIsNotCountedSaysWhy() throws Exception {
    Element suite =
        parsed(
            Runs.run(
                "odd",
                Runs.because(FIFO, Verdict.NOT_CLAIMED, "no clock"),
                Runs.broken(OBSERVED, Verdict.FAIL, "other")));
    NodeList skipped = suite.getElementsByTagName("skipped");
    assertThat(((Element) skipped.item(0)).getAttribute("message"))
        .isEqualTo("NOT CLAIMED: no clock");
    assertThat(((Element) skipped.item(1)).getAttribute("message"))
        .isEqualTo("differs from CPython, as the documentation allows");
  }

  @Test
  void theFirstLineIsTheMessageAndTheTextHasAll() throws Exception {
    String message = "first <b> & \"line\" ]]>\n  second 'line' ]]>";
    Element failure =
        (Element)
            parsed(Runs.run("odd", Runs.broken(FIFO, Verdict.FAIL, message)))
                .getElementsByTagName("failure")
                .item(0);
    assertThat(failure.getAttribute("message")).isEqualTo(Runs.BOOK.get(FIFO).toString());
    assertThat(failure.getAttribute("type")).isEqualTo("FAIL");
    assertThat(failure.getTextContent()).endsWith("\n" + message);
  }

  @Test
  void aVerdictThatChangedSaysHow() throws Exception {
    Element suite = parsed(Runs.run("odd", Runs.changed(FIFO)));
    assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
        .startsWith("The verdict changed from run to run: 2 PASS, 1 FAIL");
  }

  private static Element parsed(RunResult run) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(JunitXml.of(run))))
        .getDocumentElement();
  }
}
