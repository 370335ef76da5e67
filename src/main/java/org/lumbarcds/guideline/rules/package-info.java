/** The rules of the guideline, one class each; read them beside the clinical specification. */
@NullMarked
package org.lumbarcds.guideline.rules;

import org.jspecify.annotations.NullMarked;
