/**
 * The CDS Hooks protocol: endpoints, validation, errors, discovery. The only place that speaks HTTP.
 */
@NullMarked
package org.lumbarcds.hooks;

import org.jspecify.annotations.NullMarked;
