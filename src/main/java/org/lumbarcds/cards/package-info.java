/**
 * Findings into cards: templates, escaping, one card per order, and the suggested FHIR resources. Decides nothing clinical.
 */
@NullMarked
package org.lumbarcds.cards;

import org.jspecify.annotations.NullMarked;
