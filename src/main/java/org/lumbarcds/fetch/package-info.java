/**
 * Fetches what a call lacks from the client's own FHIR server: all queries at once, under one deadline, with the client's
 * token and only to servers that configuration allows. Gives JSON or the reason why there is none; reads nothing clinical
 * from it.
 */
@NullMarked
package org.lumbarcds.fetch;

import org.jspecify.annotations.NullMarked;
