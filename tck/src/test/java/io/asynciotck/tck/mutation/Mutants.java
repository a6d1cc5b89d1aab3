package io.asynciotck.tck.mutation;

import io.asynciotck.tck.book.RuleLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pitest.classinfo.ClassName;
import org.pitest.mutationtest.EngineArguments;
import org.pitest.mutationtest.engine.Mutater;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.mutationtest.engine.gregor.config.GregorEngineFactory;

/**
 * Every mutant of the reference, in an order that depends on its classes alone, so that two JVMs
 * agree about the numbers.
 */
final class Mutants {
  private static final List<String> OPERATORS =
      List.of(
          "CONDITIONALS_BOUNDARY",
          "NEGATE_CONDITIONALS",
          "REMOVE_CONDITIONALS",
          "VOID_METHOD_CALLS",
          "NON_VOID_METHOD_CALLS",
          "MATH",
          "INCREMENTS",
          "REMOVE_INCREMENTS",
          "INVERT_NEGS",
          "TRUE_RETURNS",
          "FALSE_RETURNS",
          "PRIMITIVE_RETURNS",
          "EMPTY_RETURNS",
          "NULL_RETURNS",
          "INLINE_CONSTS",
          "EXPERIMENTAL_MEMBER_VARIABLE",
          "EXPERIMENTAL_SWITCH");

  /** The method of a lambda: the compiler numbers them, and an edit elsewhere changes that. */
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

  /** The head of an enum, or one of its constants. */
  private static final Pattern ENUM = Pattern.compile(".*\\benum .*|[A-Z_]+[,;]?");

  /** Operators, and the line that they would put in its own place. */
  private static final Map<String, String> UNCHANGED =
      Map.of(
          "BooleanFalseReturnVals", "return false;",
          "BooleanTrueReturnVals", "return true;",
          "NullReturnVals", "return null;");

  private final Path classes;
  private final Path sources;
  private final Mutater mutater;
  private final Map<Path, List<String>> texts = new HashMap<>();

  /**
   * One changed class.
   *
   * @param number its place among all
   * @param index its place among those of its class
   * @param rules the rules that the lines around the change name
   */
  record Mutant(int number, int index, Place place, List<String> rules, MutationDetails details) {

    /** Copies the list. */
    Mutant {
      rules = List.copyOf(rules);
    }

    String typeName() {
      return details.getClassName().asJavaName();
    }

    /** Class and method as they are compiled, which is what {@link Probes} sees. */
    String compiledMethod() {
      return place.type() + "." + details.getMethod();
    }
  }

  /**
   * Finds the mutants.
   *
   * @param classes the folder of the reference's classes
   * @param sources the folder of its sources
   */
  Mutants(Path classes, Path sources) {
    this.classes = classes;
    this.sources = sources;
    this.mutater =
        new GregorEngineFactory()
            .createEngine(EngineArguments.arguments().withMutators(OPERATORS))
            .createMutator(name -> Optional.of(bytesOf(name)));
  }

  List<Mutant> all() {
    List<Mutant> all = new ArrayList<>();
    typeNames().forEach(type -> all.addAll(of(type, all.size())));
    return List.copyOf(all);
  }

  /** Returns the bytes of the changed class. */
  byte[] bytesOf(Mutant mutant) {
    return mutater.getMutation(mutant.details().getId()).getBytes();
  }

  private List<String> typeNames() {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The reference is not built: " + classes, unreadable);
    }
  }

  /** Those of a class, numbered from a number on. */
  List<Mutant> of(String type, int first) {
    List<Mutant> mutants = new ArrayList<>();
    Set<Place> taken = new HashSet<>();
    for (MutationDetails details : mutater.findMutations(ClassName.fromString(type))) {
      Place place = placeOf(details);
      if (isNone(place)) {
        continue;
      }
      while (!taken.add(place)) {
        place = place.another();
      }
      int index = mutants.size();
      mutants.add(new Mutant(first + index, index, place, rulesAround(details), details));
    }
    return List.copyOf(mutants);
  }

  /**
   * Whether it does what was there, lets through a null that nobody gives, or is about what the
   * compiler has made for an enum or a record.
   */
  private static boolean isNone(Place place) {
    return UNCHANGED.getOrDefault(place.operator(), "").equals(place.line())
        || (place.operator().equals("NonVoidMethodCall")
            && place.line().startsWith("Objects.requireNonNull("))
        || (place.method().matches("<clinit>|values|valueOf")
            && ENUM.matcher(place.line()).matches())
        || (place.method().matches("equals|hashCode") && place.line().contains("record "));
  }

  private Place placeOf(MutationDetails details) {
    String operator = details.getMutator();
    return new Place(
        details.getClassName().getNameWithoutPackage().asJavaName(),
        sourceMethod(details.getMethod()),
        operator.substring(operator.lastIndexOf('.') + 1).replaceAll("Mutator(_|$)", "$1"),
        lineOf(details),
        1);
  }

  private static String sourceMethod(String compiled) {
    Matcher lambda = LAMBDA.matcher(compiled);
    if (!lambda.matches()) {
      return compiled;
    }
    return switch (lambda.group(1)) {
      case "new" -> "<init>";
      case "static" -> "<clinit>";
      case String method -> method;
    };
  }

  private String lineOf(MutationDetails details) {
    return linesOf(details).get(details.getLineNumber() - 1).strip();
  }

  private List<String> linesOf(MutationDetails details) {
    Path file =
        sources.resolve(
            details.getClassName().getPackage().asInternalName() + "/" + details.getFilename());
    return texts.computeIfAbsent(file, Mutants::read);
  }

  /**
   * The rules that are named between the empty lines around a line, which are those of a method.
   */
  private List<String> rulesAround(MutationDetails details) {
    List<String> lines = linesOf(details);
    int line = details.getLineNumber() - 1;
    int first = line;
    while (first > 0 && !lines.get(first - 1).isBlank()) {
      first--;
    }
    int last = line;
    while (last + 1 < lines.size() && !lines.get(last + 1).isBlank()) {
      last++;
    }
    return lines.subList(first, last + 1).stream()
        .flatMap(text -> RuleLine.rulesIn(text).stream())
        .distinct()
        .toList();
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private byte[] bytesOf(String typeName) {
    String file = typeName.replace('.', '/') + ".class";
    try {
      Path own = classes.resolve(file);
      if (Files.exists(own)) {
        return Files.readAllBytes(own);
      }
      try (var foreign = ClassLoader.getSystemResourceAsStream(file)) {
        return foreign == null ? new byte[0] : foreign.readAllBytes();
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
