/**
 * Who may call: the registered clients, their keys, and the proof of identity that every call of theirs brings. Knows
 * nothing of what is called.
 */
@NullMarked
package org.lumbarcds.security;

import org.jspecify.annotations.NullMarked;
