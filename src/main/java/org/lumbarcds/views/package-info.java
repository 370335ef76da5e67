/** What the pages for people have in common: how their files are served, and what a browser may do with them. */
@NullMarked
package org.lumbarcds.views;

import org.jspecify.annotations.NullMarked;
