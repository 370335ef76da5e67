/** The searches, and what a token allows to be searched. */
@NullMarked
package org.lumbarcds.fetch.query;

import org.jspecify.annotations.NullMarked;
