/** What is replayed: options, and resources read from files. */
@NullMarked
package org.lumbarcds.simulate.input;

import org.jspecify.annotations.NullMarked;
