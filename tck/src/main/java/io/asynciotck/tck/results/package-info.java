/**
 * What a run found out: the one model of a result, and how it is written, read and put together
 * from parts. Reports are made from this and from nothing else.
 *
 * <p>A run writes its results and reads them back before it makes reports, so that there is one way
 * from a run to a report, whether the report is made at once or later from several runs.
 */
@NullMarked
package io.asynciotck.tck.results;

import org.jspecify.annotations.NullMarked;
