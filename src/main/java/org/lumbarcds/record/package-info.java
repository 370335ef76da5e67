/**
 * What is known of a call once it is answered, for everybody who keeps something of it. Holds no patient data: the patient
 * is a keyed hash.
 */
@NullMarked
package org.lumbarcds.record;

import org.jspecify.annotations.NullMarked;
