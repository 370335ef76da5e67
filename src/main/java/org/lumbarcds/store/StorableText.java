package org.lumbarcds.store;

import org.jspecify.annotations.Nullable;

/** Makes any text fit for a column: PostgreSQL stores neither U+0000 nor half a surrogate pair. */
public final class StorableText {

    private static final char REPLACEMENT = '\ufffd';

    private StorableText() {}

    /** The text, with what can't be stored replaced, cut to so many UTF-16 units; null stays null. */
    public static @Nullable String orNull(@Nullable String text, int most) {
        return text == null ? null : of(text, most);
    }

    public static String of(String text, int most) {
        int length = Math.min(text.length(), most);
        StringBuilder storable = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                storable.append(c).append(text.charAt(++i));
            } else {
                storable.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return storable.toString();
    }
}
