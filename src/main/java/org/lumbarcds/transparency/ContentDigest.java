package org.lumbarcds.transparency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.record.ContentVersion;
import org.lumbarcds.settings.LumbarSettings.Shadow;
import org.lumbarcds.settings.check.ClinicalSettings;
import org.lumbarcds.terminology.valuesets.LoadedValueSet;

/** "Content version = digest of cards, value sets and configuration." */
final class ContentDigest {

    private static final int DIGITS = 16;

    private ContentDigest() {}

    /** Sorted, so that neither the order of files nor that of settings or entries matters. */
    static ContentVersion of(
            String cards,
            Collection<LoadedValueSet> valueSets,
            Collection<ClinicalSettings.InForce> settings,
            Collection<Shadow> shadows) {
        Set<String> lines = new TreeSet<>();
        lines.add("cards " + cards);
        valueSets.forEach(set -> lines.add("value set " + set.name() + " " + set.digest()));
        settings.forEach(setting -> lines.add("setting " + setting.name() + "=" + setting.value()));
        shadows.forEach(shadow -> shadow.rules()
                .forEach(rule -> lines.add(
                        "shadow " + rule.id() + " " + digest(shadow.client()) + " " + digest(shadow.tenant()))));
        return new ContentVersion(sha256(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .substring(0, DIGITS));
    }

    /** A name may hold anything, line breaks too, and must not read like another line. */
    private static String digest(@Nullable String name) {
        return name == null ? "every" : sha256(name.getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 in hexadecimal. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
