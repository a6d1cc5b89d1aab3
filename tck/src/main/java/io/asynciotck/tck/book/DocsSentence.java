package io.asynciotck.tck.book;

import io.asynciotck.spec.SentenceCoverage;

/**
 * A sentence of a page of the documentation, or a signature.
 *
 * @param anchor the anchor at which it stands
 * @param number which one of that anchor it is, counted from 1
 * @param text its words, without typography
 * @param line the line of the page on which it stands, counted from 0
 */
record DocsSentence(String anchor, int number, String text, int line) {

  /** A short word for its words. */
  String digest() {
    return SentenceCoverage.digestOf(text);
  }
}
