/** Who may see what operators see. */
@NullMarked
package org.lumbarcds.security.operators;

import org.jspecify.annotations.NullMarked;
