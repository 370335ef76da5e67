package org.lumbarcds.fetch.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Counts the memory of a tree while it is built, and keeps numbers small: for bodies of calls and answers of FHIR servers
 * alike.
 */
public abstract class MeteredParser extends JsonParserDelegate {

    /** No FHIR decimal needs more; a number such as 1e999999999 would cost gigabytes when written out. */
    public static final int MOST_DIGITS = 1000;

    /** Told in portions: calls share the account. */
    private static final int PORTION = 64 * 1024;

    private long untold;

    protected MeteredParser(JsonParser parser) {
        super(parser);
    }

    /**
     * Told of bytes that the tree takes.
     *
     * @throws IOException when there is no room for them
     */
    protected abstract void take(long bytes) throws IOException;

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        JsonToken token = delegate.nextToken();
        untold += bytesOf(token);
        if (untold >= PORTION) {
            takeRest();
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT && isTooLong()) {
            throw new StreamConstraintsException("number too long");
        }
        return token;
    }

    /** Tells of what was not told yet. */
    protected final void takeRest() throws IOException {
        long bytes = untold;
        untold = 0;
        take(bytes);
    }

    private boolean isTooLong() throws IOException {
        try {
            return Math.abs((long) delegate.getDecimalValue().scale()) > MOST_DIGITS;
        } catch (NumberFormatException e) {
            // An exponent that fits into no int.
            return true;
        }
    }

    /** What a token takes in the tree beside its text, at most: maps and lists with room for what they hold. */
    private static int bytesOf(@Nullable JsonToken token) {
        if (token == null) {
            return 0;
        }
        return switch (token) {
            case START_OBJECT -> 160;
            case FIELD_NAME, START_ARRAY -> 104;
            case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> 96;
            case VALUE_STRING -> 64;
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> 8;
            default -> 0;
        };
    }
}
