/**
 * The specification as a book: as a site, as data, and looked up in the documents that it cites.
 */
@NullMarked
package io.asynciotck.tck.book;

import org.jspecify.annotations.NullMarked;
