/** Which rows of which tables an entry of a record matches: for those who ask the service to explain itself. Two classes: nothing decides by it. */
@NullMarked
package org.lumbarcds.terminology.listing;

import org.jspecify.annotations.NullMarked;
