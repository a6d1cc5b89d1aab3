package io.asynciotck.tck.cli.dev;

import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;

import java.io.IOException;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What other sources can see of a class when they are compiled: its kind, its supertypes, and its
 * members that are not private, with their types and constants. Two versions of a class with one
 * shape are the same to its users.
 *
 * @param name the internal name, such as {@code java/util/Map$Entry}
 * @param source the file it was compiled from, relative to the root of sources
 * @param supertypes the internal names of its superclass and interfaces
 * @param isVisible whether another source file can name it
 * @param text everything that others can see, in words
 */
record Shape(String name, String source, List<String> supertypes, boolean isVisible, String text) {

  /** The shape of a compiled class. */
  static Shape of(Path classFile) throws IOException {
    ClassModel model = ClassFile.of().parse(Files.readAllBytes(classFile));
    String name = model.thisClass().asInternalName();
    List<String> supertypes =
        Stream.concat(model.superclass().stream(), model.interfaces().stream())
            .map(ClassEntry::asInternalName)
            .toList();
    return new Shape(name, source(model, name), supertypes, isVisible(model), text(model));
  }

  private static String source(ClassModel model, String name) {
    String file =
        model
            .findAttribute(Attributes.sourceFile())
            .map(attribute -> attribute.sourceFile().stringValue())
            .orElseThrow(() -> new IllegalStateException("compiled without -g: " + name));
    return name.substring(0, name.lastIndexOf('/') + 1) + file;
  }

  private static boolean isVisible(ClassModel model) {
    return model.findAttribute(Attributes.enclosingMethod()).isEmpty()
        && itself(model).noneMatch(nested -> (nested.flagsMask() & ACC_PRIVATE) != 0);
  }

  private static Stream<InnerClassInfo> itself(ClassModel model) {
    return model.findAttribute(Attributes.innerClasses()).stream()
        .flatMap(attribute -> attribute.classes().stream())
        .filter(nested -> nested.innerClass().equals(model.thisClass()));
  }

  private static String text(ClassModel model) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.join(
            " ",
            flags(model.flags()),
            itself(model).map(nested -> nested.flagsMask() + "").collect(Collectors.joining()),
            model.superclass().map(ClassEntry::asInternalName).orElse(""),
            model.interfaces().stream().map(ClassEntry::asInternalName).toList().toString(),
            signature(model),
            components(model),
            permitted(model)));
    if (model.flags().has(AccessFlag.ANNOTATION)) {
      lines.add(annotations(model));
    }
    model.fields().stream()
        .filter(field -> isSeen(field.flags()))
        .map(field ->
            flags(field.flags())
                + " "
                + field.fieldName().stringValue()
                + " "
                + field.fieldType().stringValue()
                + signature(field)
                + field
                    .findAttribute(Attributes.constantValue())
                    .map(constant -> " = " + constant.constant().constantValue())
                    .orElse(""))
        .sorted()
        .forEach(lines::add);
    model.methods().stream()
        .filter(method -> isSeen(method.flags()))
        .map(method ->
            flags(method.flags())
                + " "
                + method.methodName().stringValue()
                + method.methodType().stringValue()
                + signature(method)
                + method
                    .findAttribute(Attributes.exceptions())
                    .map(thrown -> names(thrown.exceptions()))
                    .orElse("")
                + (method.findAttribute(Attributes.annotationDefault()).isPresent()
                    ? " default"
                    : ""))
        .sorted()
        .forEach(lines::add);
    return String.join("\n", lines);
  }

  private static boolean isSeen(AccessFlags flags) {
    return (flags.flagsMask() & (ACC_PRIVATE | ACC_SYNTHETIC)) == 0;
  }

  private static String flags(AccessFlags flags) {
    return Integer.toHexString(flags.flagsMask());
  }

  private static String names(List<ClassEntry> classes) {
    return classes.stream().map(ClassEntry::asInternalName).toList().toString();
  }

  private static String signature(AttributedElement element) {
    return element
        .findAttribute(Attributes.signature())
        .map(signature -> " " + signature.signature().stringValue())
        .orElse("");
  }

  private static String components(ClassModel model) {
    return model
        .findAttribute(Attributes.record())
        .map(it ->
            it.components().stream()
                .map(part -> part.name().stringValue() + ":" + part.descriptor().stringValue())
                .toList()
                .toString())
        .orElse("");
  }

  private static String permitted(ClassModel model) {
    return model
        .findAttribute(Attributes.permittedSubclasses())
        .map(permitted -> names(permitted.permittedSubclasses()))
        .orElse("");
  }

  /**
   * Where an annotation may stand, and whether more than once, is for the compiler of its users.
   */
  private static String annotations(ClassModel model) {
    return model
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .map(present -> present.annotations().toString())
        .orElse("");
  }
}
