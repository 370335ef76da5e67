/** What is on record against a drug, and what is there that nothing accounts for (specification 4). */
@NullMarked
package org.lumbarcds.guideline.safety.grounds;

import org.jspecify.annotations.NullMarked;
