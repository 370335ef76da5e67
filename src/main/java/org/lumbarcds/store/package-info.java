/** The database: where it is, its migrations, its outages, what is kept how long. */
@NullMarked
package org.lumbarcds.store;

import org.jspecify.annotations.NullMarked;
