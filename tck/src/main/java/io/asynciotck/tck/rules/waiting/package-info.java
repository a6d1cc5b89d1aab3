/** What tests of tasks that wait share, whatever they wait for, in all chapters. */
package io.asynciotck.tck.rules.waiting;
