/** Codes and concepts, and tables of them. */
@NullMarked
package org.lumbarcds.terminology.codes;

import org.jspecify.annotations.NullMarked;
