/** What a card offers to do, as FHIR resources (specification 4 and 5). */
@NullMarked
package org.lumbarcds.cards.suggestions;

import org.jspecify.annotations.NullMarked;
