/** What is on record: the chart, its keys and entries. */
@NullMarked
package org.lumbarcds.guideline.model.record;

import org.jspecify.annotations.NullMarked;
