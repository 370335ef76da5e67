/** The list of the guideline's rules, in the order of the specification's tables. One class: it is where a rule is entered. */
@NullMarked
package org.lumbarcds.guideline.rules;

import org.jspecify.annotations.NullMarked;
