package org.lumbarcds.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A resource of a Bundle.
 *
 * @param fullUrl where it says that it lives, or null
 * @param type its resource type; never empty
 * @param resource the resource as it was sent
 * @param included whether the Bundle says that it is there because a match refers to it; such a one is no match
 */
public record Found(@Nullable String fullUrl, String type, ObjectNode resource, boolean included) {}
