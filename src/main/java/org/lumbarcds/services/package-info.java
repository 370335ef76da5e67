/** The services that discovery offers, and their prefetch (specification 6.1). */
@NullMarked
package org.lumbarcds.services;

import org.jspecify.annotations.NullMarked;
