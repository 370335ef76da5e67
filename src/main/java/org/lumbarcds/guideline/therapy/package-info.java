/**
 * What a patient takes besides, how long already, and what is not to be stopped abruptly (specification 1.6).
 */
@NullMarked
package org.lumbarcds.guideline.therapy;

import org.jspecify.annotations.NullMarked;
