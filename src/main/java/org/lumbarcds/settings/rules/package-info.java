/**
 * The settings of rules and concepts: modes and numbers. Two classes: one for what each rule declares of
 * its own, one for what they share.
 */
@NullMarked
package org.lumbarcds.settings.rules;

import org.jspecify.annotations.NullMarked;
