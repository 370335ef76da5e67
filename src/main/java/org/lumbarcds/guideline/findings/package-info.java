/** What a rule says: findings and proposals (specification 3). */
@NullMarked
package org.lumbarcds.guideline.findings;

import org.jspecify.annotations.NullMarked;
