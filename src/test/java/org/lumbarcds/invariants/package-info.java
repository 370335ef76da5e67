/** What holds for any chart whatever: thousands of random ones, judged by an oracle that knows only the specification. */
package org.lumbarcds.invariants;
