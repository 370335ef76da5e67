/** What the replay counted, as a report. */
@NullMarked
package org.lumbarcds.simulate.report;

import org.jspecify.annotations.NullMarked;
