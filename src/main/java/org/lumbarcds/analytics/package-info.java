/**
 * What became of the cards: how often each rule spoke, and what clinicians made of it. Reads the store, changes nothing.
 */
@NullMarked
package org.lumbarcds.analytics;

import org.jspecify.annotations.NullMarked;
