/** What some settings may hold, and how each is explained. */
@NullMarked
package org.lumbarcds.settings.values;

import org.jspecify.annotations.NullMarked;
