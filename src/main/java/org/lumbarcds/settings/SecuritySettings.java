package org.lumbarcds.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;

/** Who may call. */
public record SecuritySettings(
        @DefaultValue("false") @Meaning("Whether others than this machine may call although no client is registered.")
        boolean allowAnonymous) {}
