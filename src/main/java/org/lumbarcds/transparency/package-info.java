/**
 * What the service owns up to: for every rule where it comes from, what it uses, what it can't tell and what is in force, as
 * JSON and as a page at {@code /guideline}. Holds no patient data.
 */
@NullMarked
package org.lumbarcds.transparency;

import org.jspecify.annotations.NullMarked;
