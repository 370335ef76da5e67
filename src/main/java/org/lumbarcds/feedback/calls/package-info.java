/** What is stored of answered calls: cards issued, findings, unknown codes. */
@NullMarked
package org.lumbarcds.feedback.calls;

import org.jspecify.annotations.NullMarked;
