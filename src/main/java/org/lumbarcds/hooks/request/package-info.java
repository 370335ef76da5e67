/** What a request must hold, and what of it is passed on (specification 6.3). */
@NullMarked
package org.lumbarcds.hooks.request;

import org.jspecify.annotations.NullMarked;
