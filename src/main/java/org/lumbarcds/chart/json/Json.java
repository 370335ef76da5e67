package org.lumbarcds.chart.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a client's tree as what it most likely means; what cannot be read is null or empty, never an exception. */
public final class Json {

    /** Exponents of ten beyond this are no dose, no quantity and no duration. */
    private static final int MOST_EXPONENT = 12;

    private static final int MOST_SCALE = 20;
    private static final int MOST_DIGITS = 60;
    /** FHIR data needs some ten levels; what is deeper is dropped before HAPI recurses into it. */
    private static final int MOST_DEPTH = 24;

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,3})?");

    private Json() {}

    /** The field, or null when it is absent, null, or the node is no object. */
    public static @Nullable JsonNode get(@Nullable JsonNode node, String field) {
        JsonNode value = node instanceof ObjectNode object ? object.get(field) : null;
        return value == null || value.isNull() || value.isMissingNode() ? null : value;
    }

    /** The field as an object; of an array, its first object. */
    public static @Nullable ObjectNode object(@Nullable JsonNode node, String field) {
        for (JsonNode item : items(node, field)) {
            if (item instanceof ObjectNode object) {
                return object;
            }
        }
        return null;
    }

    /** The field's elements; a value that should have been an array is its only element. */
    public static Iterable<JsonNode> items(@Nullable JsonNode node, String field) {
        JsonNode value = get(node, field);
        if (value == null) {
            return List.of();
        }
        return value instanceof ArrayNode array ? array : List.of(value);
    }

    /** The field as text, trimmed; null when absent, when a reader would see nothing of it, or when no single value. */
    public static @Nullable String text(@Nullable JsonNode node, String field) {
        return text(get(node, field));
    }

    /** The value as text, trimmed; null when a reader would see nothing of it, or when it is no single value. */
    public static @Nullable String text(@Nullable JsonNode value) {
        if (value == null || value.isNull() || !value.isValueNode()) {
            return null;
        }
        String text = value.asText().strip();
        return text.codePoints().anyMatch(Json::isVisible) ? text : null;
    }

    /** Cards leave the other characters out, so a name of nothing else would leave a hole. */
    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The field as text in lower case; empty when it has none. */
    public static String lower(@Nullable JsonNode node, String field) {
        String text = text(node, field);
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    /** Whether the field says true, as a boolean or in words. */
    public static boolean isTrue(@Nullable JsonNode node, String field) {
        return "true".equalsIgnoreCase(text(node, field));
    }

    /** The field as a number that can be calculated with, or null. */
    public static @Nullable BigDecimal decimal(@Nullable JsonNode node, String field) {
        return decimal(get(node, field));
    }

    private static @Nullable BigDecimal decimal(@Nullable JsonNode value) {
        if (value == null || value.isFloatingPointNumber() && !value.isBigDecimal() && !isFinite(value)) {
            return null;
        }
        if (value.isNumber()) {
            return sane(value.decimalValue());
        }
        return value.isTextual() ? decimal(value.textValue()) : null;
    }

    /** The text as a number that can be calculated with, or null. */
    public static @Nullable BigDecimal decimal(String text) {
        String number = text.strip();
        return NUMBER.matcher(number).matches() ? sane(new BigDecimal(number)) : null;
    }

    private static boolean isFinite(JsonNode value) {
        return Double.isFinite(value.doubleValue());
    }

    /** The number, or null when calculating with it could exhaust memory: {@code 1e999999999} is valid JSON. */
    public static @Nullable BigDecimal sane(@Nullable BigDecimal number) {
        if (number == null || number.precision() > MOST_DIGITS) {
            return null;
        }
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        long exponent = (long) number.precision() - number.scale() - 1;
        if (Math.abs(exponent) > MOST_EXPONENT) {
            return null;
        }
        return number.scale() > MOST_SCALE ? number.setScale(MOST_SCALE, RoundingMode.HALF_UP) : number;
    }

    /** A copy for HAPI: no nulls, extensions, nameless fields or absurd numbers, and whole numbers written as such. */
    public static @Nullable JsonNode tidy(@Nullable JsonNode node) {
        return tidy(node, 0);
    }

    private static @Nullable JsonNode tidy(@Nullable JsonNode node, int depth) {
        if (node == null || node.isNull() || depth > MOST_DEPTH) {
            return null;
        }
        if (node instanceof ObjectNode object) {
            return tidyObject(object, depth);
        }
        if (node instanceof ArrayNode array) {
            return tidyArray(array, depth);
        }
        if (node.isNumber()) {
            return tidyNumber(node);
        }
        return node.isTextual() && text(node) == null ? null : node;
    }

    private static @Nullable JsonNode tidyNumber(JsonNode node) {
        BigDecimal number = decimal(node);
        if (number == null) {
            return null;
        }
        boolean isWhole = number.stripTrailingZeros().scale() <= 0;
        return isWhole ? LongNode.valueOf(number.longValue()) : DecimalNode.valueOf(number);
    }

    private static ObjectNode tidyObject(ObjectNode object, int depth) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            String name = field.getKey();
            if (!name.isEmpty()
                    && !name.startsWith("_")
                    && !name.equals("extension")
                    && !name.equals("modifierExtension")) {
                JsonNode value = tidy(field.getValue(), depth + 1);
                if (value != null) {
                    copy.set(name, value);
                }
            }
        });
        return copy;
    }

    private static ArrayNode tidyArray(ArrayNode array, int depth) {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> {
            JsonNode value = tidy(item, depth + 1);
            if (value != null) {
                copy.add(value);
            }
        });
        return copy;
    }
}
