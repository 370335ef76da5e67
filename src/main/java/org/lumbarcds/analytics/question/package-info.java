/** What is asked of the store, read from a request. */
@NullMarked
package org.lumbarcds.analytics.question;

import org.jspecify.annotations.NullMarked;
