package org.lumbarcds.cards.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * "Patient text is escaped: nothing from the record can become markup or a link", in GitHub Flavored Markdown, wherever
 * in a line it stands.
 *
 * <p>A backslash keeps a character from being markup, but renderers find bare addresses after they have dropped the
 * backslashes. So addresses are broken by a space instead, which every reader sees and no renderer overlooks.
 */
public final class MarkdownEscaper {

    /** A longer text is no name of a drug or a condition any more. */
    public static final int MAX_LENGTH = 400;

    private static final String ALWAYS = "\\`*_{}[]#|~$";
    private static final String FIRST_IN_LINE = "-+=:.)";
    private static final int LONGEST_LIST_NUMBER = 9;

    /** {@code W19.XXXA}: the last letter says which encounter it is, the fillers nothing. */
    private static final Pattern INJURY_CODE =
            Pattern.compile("(?<![\\w./@:-])[A-Z]\\d[0-9A-Z]\\.XXX[A-Z](?![\\w./@:-])");

    private MarkdownEscaper() {}

    public static String escape(String text) {
        String plain = PlainText.shorten(PlainText.of(text), MAX_LENGTH);
        StringBuilder escaped = new StringBuilder(plain.length() + 8);
        int listNumberEnd = listNumberEnd(plain);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (ALWAYS.indexOf(c) >= 0 || i == 0 && FIRST_IN_LINE.indexOf(c) >= 0 || i == listNumberEnd) {
                escaped.append('\\');
            }
            append(escaped, plain, i, c);
        }
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, String plain, int i, char c) {
        switch (c) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '/' -> escaped.append(i > 0 && plain.charAt(i - 1) == '/' ? " /" : "/");
            case '@' -> appendApart(escaped, plain, i);
            case '.' -> escaped.append(isInAddress(plain, i) ? ". " : ".");
            default -> escaped.append(c);
        }
    }

    /** No address and no mention is left when an at sign stands apart. */
    private static void appendApart(StringBuilder escaped, String plain, int i) {
        if (i > 0 && plain.charAt(i - 1) != ' ') {
            escaped.append(' ');
        }
        escaped.append('@');
        if (i + 1 < plain.length() && plain.charAt(i + 1) != ' ') {
            escaped.append(' ');
        }
    }

    /**
     * {@code evil.example} and {@code www.} would be linked; {@code b.i.d.}, {@code M54.50} and {@code W19.XXXA}, an injury
     * code with its fillers, would not.
     */
    private static boolean isInAddress(String plain, int dot) {
        if (dot == 0 || dot + 1 == plain.length() || plain.charAt(dot + 1) == ' ') {
            return false;
        }
        if (plain.substring(Math.max(0, dot - 3), dot).toLowerCase(Locale.ROOT).equals("www")) {
            return true;
        }
        return dot + 2 < plain.length()
                && !isInInjuryCode(plain, dot)
                && isLetter(plain.charAt(dot + 1))
                && isLetter(plain.charAt(dot + 2))
                && plain.charAt(dot - 1) != ' ';
    }

    /** Nothing ends like it that could be called, and with a space in it nobody finds the code again. */
    private static boolean isInInjuryCode(String plain, int dot) {
        Matcher code = INJURY_CODE.matcher(plain);
        return dot >= 3 && code.find(dot - 3) && code.start() == dot - 3;
    }

    /** Halves of a pair count: letters beyond the first plane are in addresses too. */
    private static boolean isLetter(char c) {
        return Character.isLetter(c) || Character.isSurrogate(c);
    }

    /** Where the dot or bracket of a leading {@code 1.} or {@code 1)} stands, or -1. */
    private static int listNumberEnd(String plain) {
        int i = 0;
        while (i < plain.length() && i <= LONGEST_LIST_NUMBER && plain.charAt(i) >= '0' && plain.charAt(i) <= '9') {
            i++;
        }
        boolean ends = i > 0 && i < plain.length() && (plain.charAt(i) == '.' || plain.charAt(i) == ')');
        return ends && (i + 1 == plain.length() || plain.charAt(i + 1) == ' ') ? i : -1;
    }
}
