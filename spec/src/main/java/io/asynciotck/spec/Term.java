package io.asynciotck.spec;

/**
 * A word of the specification and its meaning. In {@code terms.md}: {@code ### term}, then text.
 *
 * @param name the word
 * @param text its meaning, in Markdown
 * @param line the line of its heading, counted from 1
 */
public record Term(String name, String text, int line) {}
