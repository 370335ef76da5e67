package org.lumbarcds.terminology.valuesets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.terminology.codes.CodeSystems;

/** Reads a ValueSet as a stream: start-up reads megabytes of codes and needs few of their fields. */
final class ValueSetReader {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String STRUCTURES = "https://lumbar-cds.example.org/fhir/StructureDefinition/";
    private static final String HOW =
            "Write a FHIR R4 ValueSet in JSON: resourceType \"ValueSet\", id as the file's name,"
                    + " version, and compose.include with system and concept.code.";

    private final String name;
    private final String where;
    private final boolean replaced;

    private String resourceType = "";
    private String id = "";
    private String url = "";
    private String version = "";
    private String title = "";
    private String date = "";
    private String purpose = "";
    private String copyright = "";
    private List<ValueSetFile.Include> includes = List.of();
    private List<ValueSetFile.Include> excludes = List.of();

    private ValueSetReader(String name, String where, boolean replaced) {
        this.name = name;
        this.where = where;
        this.replaced = replaced;
    }

    /**
     * Reads one value set.
     *
     * @param where the file as the message of an exception names it
     * @throws ContentException when it is not a readable ValueSet
     */
    static ValueSetFile read(String name, String where, boolean replaced, InputStream stream) {
        ValueSetReader reader = new ValueSetReader(name, where, replaced);
        try (JsonParser json = JSON.createParser(stream)) {
            return reader.resource(json);
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new ContentException(where + " is not JSON" + place + ". " + HOW, e);
        } catch (IOException e) {
            throw new ContentException(where + " can't be read. " + HOW, e);
        }
    }

    private ValueSetFile resource(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw unreadable("it is no JSON object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "resourceType" -> resourceType = text(json);
                case "id" -> id = text(json);
                case "url" -> url = text(json);
                case "version" -> version = text(json);
                case "title" -> title = text(json);
                case "date" -> date = text(json);
                case "purpose" -> purpose = text(json);
                case "copyright" -> copyright = text(json);
                case "compose" -> compose(json);
                default -> json.skipChildren();
            }
        }
        check();
        return new ValueSetFile(
                name,
                new ValueSetFile.About(url, version, title, date, purpose, copyright),
                includes,
                excludes,
                replaced);
    }

    private void check() {
        if (!resourceType.equals("ValueSet")) {
            throw unreadable("its resourceType is not ValueSet");
        }
        if (!id.equals(name)) {
            throw unreadable("its id is not \"" + name + "\"");
        }
        if (version.isEmpty()) {
            throw unreadable("it has no version");
        }
        if (includes.stream().allMatch(include -> include.members().isEmpty())) {
            throw unreadable("it includes no code");
        }
    }

    private void compose(JsonParser json) throws IOException {
        expect(json, JsonToken.START_OBJECT, "compose");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "include" -> includes = includes(json);
                case "exclude" -> excludes = includes(json);
                default -> json.skipChildren();
            }
        }
    }

    private List<ValueSetFile.Include> includes(JsonParser json) throws IOException {
        expect(json, JsonToken.START_ARRAY, "compose.include");
        List<ValueSetFile.Include> result = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            result.add(include(json));
        }
        return List.copyOf(result);
    }

    private ValueSetFile.Include include(JsonParser json) throws IOException {
        expect(json, JsonToken.START_OBJECT, "compose.include");
        Extensions extensions = new Extensions();
        String system = null;
        List<ValueSetFile.Member> members = List.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "system" -> system = CodeSystems.canonical(text(json));
                case "extension" -> extensions.read(json);
                case "concept" -> members = members(json);
                case "filter", "valueSet" ->
                    throw unreadable("compose.include." + field + " is not supported: list the codes");
                default -> json.skipChildren();
            }
        }
        if (system == null) {
            throw unreadable("a compose.include has no system");
        }
        return extensions.include(system, normalised(system, members));
    }

    private List<ValueSetFile.Member> members(JsonParser json) throws IOException {
        expect(json, JsonToken.START_ARRAY, "concept");
        List<ValueSetFile.Member> result = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            result.add(member(json));
        }
        return result;
    }

    private ValueSetFile.Member member(JsonParser json) throws IOException {
        expect(json, JsonToken.START_OBJECT, "concept");
        String code = "";
        String display = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "code" -> code = text(json);
                case "display" -> display = text(json);
                default -> json.skipChildren();
            }
        }
        return new ValueSetFile.Member(code, display);
    }

    private List<ValueSetFile.Member> normalised(String system, List<ValueSetFile.Member> members) {
        boolean words = system.startsWith("https://lumbar-cds.");
        List<ValueSetFile.Member> result = new ArrayList<>(members.size());
        for (ValueSetFile.Member member : members) {
            String code = words ? member.code().strip() : CodeSystems.code(system, member.code());
            if (code == null || code.isEmpty()) {
                throw unreadable("a concept has no code");
            }
            boolean stem = system.equals(CodeSystems.STEMS);
            if (words && !hasWords(system, code)) {
                throw unreadable("\"" + code + "\" has no words that must be there");
            }
            if (stem && Text.words(code).size() != 1) {
                throw unreadable("the stem \"" + code + "\" is not one word; write phrases as words");
            }
            result.add(new ValueSetFile.Member(code, member.display()));
        }
        return List.copyOf(result);
    }

    /** A phrase of {@code text-stance} or a text that is an allergy to nothing may begin with "not"; elsewhere that forbids. */
    private boolean hasWords(String system, String code) {
        boolean plain =
                system.equals(CodeSystems.STEMS) || name.startsWith("text-") || name.equals(ValueSetLibrary.NO_ALLERGY);
        return plain ? !Text.words(code).isEmpty() : Phrases.isPattern(code);
    }

    private String text(JsonParser json) throws IOException {
        String value = json.getValueAsString();
        if (value == null || value.isBlank()) {
            throw unreadable(json.currentName() + " is not a text");
        }
        return value;
    }

    private void expect(JsonParser json, JsonToken token, String element) {
        if (json.currentToken() != token) {
            throw unreadable(element + " has the wrong type");
        }
    }

    private ContentException unreadable(String why) {
        return new ContentException(where + " is not a readable ValueSet: " + why + ". " + HOW);
    }

    /** The extensions of an include that mean something here. */
    private final class Extensions {

        private @Nullable String ingredient;
        private boolean ingredientLevel;
        private @Nullable BigDecimal strengthMg;
        private String seventhNot = "";
        private @Nullable String stance;

        void read(JsonParser json) throws IOException {
            expect(json, JsonToken.START_ARRAY, "extension");
            while (json.nextToken() != JsonToken.END_ARRAY) {
                expect(json, JsonToken.START_OBJECT, "extension");
                one(json);
            }
        }

        private void one(JsonParser json) throws IOException {
            String extension = "";
            String value = "";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                if (field.equals("url")) {
                    extension = text(json);
                } else if (field.startsWith("value") && json.currentToken().isScalarValue()) {
                    value = text(json);
                } else {
                    json.skipChildren();
                }
            }
            keep(extension, value);
        }

        private void keep(String extension, String value) {
            switch (extension) {
                case STRUCTURES + "ingredient" -> ingredient = value;
                case STRUCTURES + "code-level" -> ingredientLevel = value.equals("ingredient");
                case STRUCTURES + "strength-mg" -> strengthMg = decimal(value);
                case STRUCTURES + "seventh-character-not" -> seventhNot = value;
                case STRUCTURES + "stance" -> stance = value;
                default -> {
                    // Other extensions are for readers.
                }
            }
        }

        private BigDecimal decimal(String value) {
            try {
                return new BigDecimal(value);
            } catch (NumberFormatException e) {
                throw new ContentException(where + ": the extension strength-mg is not a number. " + HOW, e);
            }
        }

        ValueSetFile.Include include(String system, List<ValueSetFile.Member> members) {
            return new ValueSetFile.Include(
                    system, ingredient, ingredientLevel, strengthMg, seventhNot, stance, members);
        }
    }
}
