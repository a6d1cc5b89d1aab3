package io.asynciotck.tck.audit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.asynciotck.spec.Rule;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The test methods of the kit, as they stand in the classes. */
final class RuleTests {

  private RuleTests() {}

  /** Every rule test and every property. */
  static List<Method> methods() {
    return new ClassFileImporter()
        .importPackages("io.asynciotck.tck.rules").stream()
            .map(JavaClass::reflect)
            .flatMap(RuleTests::methodsOf)
            .filter(method -> method.isAnnotationPresent(Test.class) || isProperty(method))
            .toList();
  }

  static boolean isProperty(Method method) {
    return method.isAnnotationPresent(Property.class);
  }

  static List<String> rulesOf(Method method) {
    Rule rule = method.getAnnotation(Rule.class);
    return rule == null ? List.of() : List.of(rule.value());
  }

  private static Stream<Method> methodsOf(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods());
  }
}
