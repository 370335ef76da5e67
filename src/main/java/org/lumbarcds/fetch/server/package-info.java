/** Which servers may be asked: their addresses, patterns, and what they must not resolve to. */
@NullMarked
package org.lumbarcds.fetch.server;

import org.jspecify.annotations.NullMarked;
