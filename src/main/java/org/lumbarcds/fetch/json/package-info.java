/** JSON from others, read within limits. */
@NullMarked
package org.lumbarcds.fetch.json;

import org.jspecify.annotations.NullMarked;
