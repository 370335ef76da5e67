package org.lumbarcds.terminology.codes;

import org.jspecify.annotations.Nullable;

/** A code as a client sends it; every part may be missing. */
public record Coding(
        @Nullable String system,
        @Nullable String code,
        @Nullable String display) {}
