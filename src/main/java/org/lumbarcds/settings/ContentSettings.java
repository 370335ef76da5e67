package org.lumbarcds.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.settings.values.Described;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code lumbar.content}: directories that override shipped files, file by file (null means the shipped ones alone), and code systems. */
public record ContentSettings(
        @Described("Directory whose card files replace the shipped ones, file by file.") @Nullable
        Path cards,

        @Described("Directory whose value sets replace the shipped ones, file by file.") @Nullable
        Path fhirResources,

        @DefaultValue(RULE_SYSTEM)
        @Described("Code system of rules in `source.topic`: an absolute URL, or `urn:oid:` or `urn:uuid:`.")
        String ruleSystem,

        @DefaultValue(OVERRIDE_SYSTEM)
        @Described("Code system of `overrideReasons`: an absolute URL, or `urn:oid:` or `urn:uuid:`.")
        String overrideSystem) {

    /** Of the shipped CodeSystem of rules. */
    public static final String RULE_SYSTEM = "urn:oid:2.25.93159267830415060996621986657951604820";

    /** Of the shipped CodeSystem of override reasons. */
    public static final String OVERRIDE_SYSTEM = "urn:oid:2.25.188950013330929835726525410720211986990";
}
