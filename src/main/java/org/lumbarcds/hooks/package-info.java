/**
 * The CDS Hooks protocol: where a call of a service arrives, and how the web side is put together.
 */
@NullMarked
package org.lumbarcds.hooks;

import org.jspecify.annotations.NullMarked;
