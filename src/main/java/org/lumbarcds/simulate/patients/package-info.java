/** Data grouped by patient, on disk. */
@NullMarked
package org.lumbarcds.simulate.patients;

import org.jspecify.annotations.NullMarked;
