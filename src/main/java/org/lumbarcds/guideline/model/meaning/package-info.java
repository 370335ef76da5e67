/** What codes and words of a problem, a reason or an allergy mean. */
@NullMarked
package org.lumbarcds.guideline.model.meaning;

import org.jspecify.annotations.NullMarked;
