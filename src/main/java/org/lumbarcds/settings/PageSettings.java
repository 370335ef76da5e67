package org.lumbarcds.settings;

import org.lumbarcds.settings.values.Described;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code lumbar.page}: the page for people at {@code /}. */
public record PageSettings(
        @DefaultValue("auto")
        @Described(
                "Whether `/` is a page on which calls are tried and explained: `on`, `off`, or `auto`, only where the service listens on loopback and no proxy is configured.")
        Enabled enabled) {

    /** When the page is there. */
    public enum Enabled {
        AUTO,
        ON,
        OFF
    }
}
