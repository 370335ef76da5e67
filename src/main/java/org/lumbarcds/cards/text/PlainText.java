package org.lumbarcds.cards.text;

/** Text from the record or the client as one line of what a reader can see. */
public final class PlainText {

    private static final String ELLIPSIS = "…";

    private PlainText() {}

    /**
     * Line breaks and other white space become one space; control, bidi and other invisible characters and halves of
     * surrogate pairs go. So nothing turns a text around, hides in it or breaks its line.
     */
    public static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (isSpace(character)) {
                appendSpace(plain);
            } else if (isVisible(character)) {
                plain.appendCodePoint(character);
            }
        });
        return plain.toString().strip();
    }

    /**
     * The text in at most {@code length} characters, with an ellipsis when cut: after a word, unless the first one alone is
     * too long; never half a surrogate pair.
     */
    public static String shorten(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = length - ELLIPSIS.length();
        int space = text.lastIndexOf(' ', end);
        if (space > 0) {
            return text.substring(0, space).stripTrailing() + ELLIPSIS;
        }
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + ELLIPSIS;
    }

    /** Most texts need no change: printable ASCII with single spaces inside. */
    private static boolean isPlain(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == ' ' && before == ' ') {
                return false;
            }
            before = c;
        }
        return text.isEmpty() || before != ' ';
    }

    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == 0x85;
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static void appendSpace(StringBuilder plain) {
        if (plain.length() > 0 && plain.charAt(plain.length() - 1) != ' ') {
            plain.append(' ');
        }
    }
}
