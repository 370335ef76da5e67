/** The judgement of tokens: who calls, or why nobody does (specification 6.6). */
@NullMarked
package org.lumbarcds.security.tokens;

import org.jspecify.annotations.NullMarked;
