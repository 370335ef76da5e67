/** Settings checked at the start, with messages that say what to write. */
@NullMarked
package org.lumbarcds.settings.check;

import org.jspecify.annotations.NullMarked;
