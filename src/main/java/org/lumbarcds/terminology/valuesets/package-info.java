/** Value sets as files hold them: codes, words, and what denies a word. */
@NullMarked
package org.lumbarcds.terminology.valuesets;

import org.jspecify.annotations.NullMarked;
