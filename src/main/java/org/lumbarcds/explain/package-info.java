/**
 * Why a call is answered as it is: the whole reasoning of one call, for operators and for who integrates the service. Asks what
 * the call asked, of the same data; keeps nothing and counts nothing.
 */
@NullMarked
package org.lumbarcds.explain;

import org.jspecify.annotations.NullMarked;
