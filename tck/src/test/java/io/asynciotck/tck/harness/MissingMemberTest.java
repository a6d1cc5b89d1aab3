package io.asynciotck.tck.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.api.BaseExceptionGroup;
import io.asynciotck.api.ExceptionGroup;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a test raised says which member of the API is not there, or gives something else. */
final class MissingMemberTest {
  private final RuntimeException noTimers =
      new OfPython("AttributeError", "'Loop' object has no attribute 'call_later'");

  @Test
  void aMemberThatIsNotThereIsNamed() {
    assertThat(MissingMember.of(noTimers)).isEqualTo("call_later");
    assertThat(MissingMember.of(new IllegalStateException(noTimers))).isEqualTo("call_later");
  }

  @Test
  void whatIsNoMemberOfTheApiIsNotNamed() {
    assertThat(MissingMember.of(new OfPython("AttributeError", "'X' has no attribute 'color'")))
        .isEmpty();
  }

  @Test
  void aKeywordThatIsNotTakenIsNamedWithItsMember() {
    String refused = "Loop.create_task() got an unexpected keyword argument 'name'";
    assertThat(MissingMember.of(new IllegalArgumentException(refused)))
        .isEqualTo("create_task(name)");
  }

  @Test
  void anArgumentThatIsNotTakenByPositionOrByItsNameIsNamedInTheWordsOfEachLanguage() {
    assertThat(
            Stream.of(
                    "Loop.call_later() takes 1 positional argument but 3 were given",
                    "Loop.call_later() takes from 0 to 1 positional arguments but 2 were given",
                    "call_later() takes exactly one argument (2 given)",
                    "Loop.call_later() takes no arguments (2 given)")
                .map(IllegalArgumentException::new)
                .map(MissingMember::of))
        .containsOnly("call_later(by position)");
    assertThat(
            Stream.of(
                    "Loop.call_later() got some positional-only arguments passed as keyword"
                        + " arguments: 'delay, callback'",
                    "'delay' is an invalid keyword argument for call_later()",
                    "Loop.call_later() missing 2 required keyword-only arguments: 'delay' and 'x'")
                .map(IllegalArgumentException::new)
                .map(MissingMember::of))
        .containsOnly("call_later(delay)");
  }

  @Test
  void anArgumentThatIsWantedWhereNoneIsDocumentedIsNamedWithItsMember() {
    String wanted = "Loop.shutdown_asyncgens() missing 1 required positional argument: 'x'";
    assertThat(MissingMember.of(new IllegalArgumentException(wanted)))
        .isEqualTo("shutdown_asyncgens(x)");
    String ofTheTest = "colored() missing 1 required positional argument: 'x'";
    assertThat(MissingMember.of(new IllegalArgumentException(ofTheTest))).isEmpty();
  }

  @Test
  void whatAMemberGivesInPlaceOfWhatIsPromisedIsNamed() {
    String wrong = "time gave a str where a number is promised";
    assertThat(MissingMember.of(new OfPython("TypeError", wrong))).isEqualTo("what time gives");
    assertThat(MissingMember.of(new OfPython("ValueError", wrong))).isEmpty();
  }

  @Test
  void aMemberThatNobodyHasIsNotNamed() {
    assertThat(MissingMember.named("AttributeError: 'T' object has no attribute 'get_extra_info'"))
        .hasValue("get_extra_info");
    assertThat(MissingMember.named("AttributeError: 'T' object has no attribute 'color'"))
        .isEmpty();
    assertThat(MissingMember.named("'NoneType' object has no attribute 'call_soon'")).isEmpty();
  }

  @Test
  void aGroupIsSearched() {
    List<Throwable> some = List.of(new IllegalStateException("no"), noTimers);
    assertThat(MissingMember.of(new ExceptionGroup("both", some))).isEqualTo("call_later");
    assertThat(MissingMember.of(new BaseExceptionGroup("both", some))).isEqualTo("call_later");
  }

  /** As the bridge raises it. */
  private static final class OfPython extends RuntimeException implements Foreign {
    private static final long serialVersionUID = 1L;

    private final String type;

    OfPython(String type, String message) {
      super(message);
      this.type = type;
    }

    @Override
    public String type() {
      return type;
    }
  }
}
