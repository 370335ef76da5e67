package org.lumbarcds.chart.entries;

import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import org.jspecify.annotations.Nullable;

/** Lets a parser go on past what it cannot read, without a word: HAPI's own lenient handler logs the values. */
enum SilentErrors implements IParserErrorHandler {
    INSTANCE;

    @Override
    public void containedResourceWithNoId(@Nullable IParseLocation location) {}

    @Override
    public void incorrectJsonType(
            @Nullable IParseLocation location,
            @Nullable String element,
            @Nullable ValueType expected,
            @Nullable ScalarType expectedScalar,
            @Nullable ValueType found,
            @Nullable ScalarType foundScalar) {}

    @Override
    public void invalidValue(@Nullable IParseLocation location, @Nullable String value, @Nullable String error) {}

    @Override
    public void missingRequiredElement(@Nullable IParseLocation location, @Nullable String element) {}

    @Override
    public void unexpectedRepeatingElement(@Nullable IParseLocation location, @Nullable String element) {}

    @Override
    public void unknownAttribute(@Nullable IParseLocation location, @Nullable String attribute) {}

    @Override
    public void unknownElement(@Nullable IParseLocation location, @Nullable String element) {}

    @Override
    public void unknownReference(@Nullable IParseLocation location, @Nullable String reference) {}

    @Override
    public void invalidInternalReference(@Nullable IParseLocation location, @Nullable String reference) {}

    @Override
    public void extensionContainsValueAndNestedExtensions(@Nullable IParseLocation location) {}
}
