/**
 * Asks the FHIR server of a client for what a call did not bring (specification 6.2): with the client's token and
 * only servers that configuration allows. Gives JSON or the reason why there is none; reads nothing clinical from it.
 */
@NullMarked
package org.lumbarcds.fetch;

import org.jspecify.annotations.NullMarked;
