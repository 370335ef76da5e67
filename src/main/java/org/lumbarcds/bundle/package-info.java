/** How a Bundle of search results is read, whether a client sent it or its FHIR server: in one way, and in this place. */
@NullMarked
package org.lumbarcds.bundle;

import org.jspecify.annotations.NullMarked;
