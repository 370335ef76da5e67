package org.lumbarcds.cards.files;

/**
 * A card file can't be used. The message names the file, the line and what to write instead; it holds text of card files
 * only, never of a call.
 */
public final class CardFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CardFileException(String message) {
        super(message);
    }

    static CardFileException at(String file, int line, String problem) {
        return new CardFileException(file + ":" + line + ": " + problem);
    }
}
