package org.lumbarcds.cards.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.cards.CardFixtures.TODAY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.cards.BaseValidator;
import org.lumbarcds.cards.CardFixtures;
import org.lumbarcds.guideline.findings.Proposal;

/** "Update the draft in whole so that the course ends by day 21 (refills 0, supply, bounds and structured quantity consistent)." */
class ShortenedOrderTest {

    private static final String HEAD = """
            "resourceType":"MedicationRequest","id":"2","status":"draft","intent":"order",
            "subject":{"reference":"Patient/p1"},"authoredOn":"2026-11-23",
            "medicationCodeableConcept":{"text":"Cyclobenzaprine 10 MG Oral Tablet"}""";

    private static final String TID = "\"frequency\":3,\"period\":1,\"periodUnit\":\"d\"";

    private static final String ONE_TABLET = "\"doseAndRate\":[{\"doseQuantity\":{\"value\":1,\"unit\":\"tablet\"}}]";

    @ParameterizedTest(name = "{2}: {0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | {'boundsDuration':DAYS} | no bound: the course's end must be in the order",
                "'boundsDuration':{'value':30,'unit':'d','system':'http://unitsofmeasure.org','code':'d'} | {'boundsDuration':DAYS}"
                        + " | a duration becomes the course's days",
                "'boundsDuration':{'extension':[EXT],'value':1,'unit':'month','system':'http://unitsofmeasure.org','code':'mo'}"
                        + " | {'boundsDuration':{'extension':[EXT],'value':14,'unit':'days','system':'http://unitsofmeasure.org','code':'d'}}"
                        + " | extensions of it stay",
                "'boundsRange':{'low':{'value':10},'high':{'value':30}} | {'boundsDuration':DAYS} | one bounds[x] only",
                "'count':90 | {'boundsDuration':DAYS} | a count would outlast the days",
                "'boundsPeriod':{'start':'2026-11-23'} | {'boundsPeriod':{'start':'2026-11-23','end':'2026-12-06'}}"
                        + " | an open period is closed",
                "'boundsPeriod':{'start':'2026-11-23','end':'2026-12-31'} | {'boundsPeriod':{'start':'2026-11-23','end':'2026-12-06'}}"
                        + " | a period keeps its start",
                "'boundsPeriod':{'start':'2026-11-23T08:00:00+01:00'} |"
                        + " {'boundsPeriod':{'start':'2026-11-23T08:00:00+01:00','end':'2026-12-06T23:59:59+01:00'}}"
                        + " | a time is compared with a time",
                "'count':42,'boundsPeriod':{'start':'2026-11-23'} | {'boundsPeriod':{'start':'2026-11-23','end':'2026-12-06'}}"
                        + " | a period is bound enough beside a count"
            })
    void bounds(String before, String after, String reason) {
        String bounds = before.isEmpty() ? "" : quoted(before) + ",";
        ObjectNode original = draft("{\"timing\":{\"repeat\":{" + bounds + TID + "}}}", "{}");
        ObjectNode shortened = shorten(original, 14);
        ObjectNode expected = CardFixtures.json(quoted(after));
        expected.put("frequency", 3).put("period", 1).put("periodUnit", "d");
        assertThat(shortened.at("/dosageInstruction/0/timing/repeat"))
                .as(reason)
                .isEqualTo(expected);
        assertThat(BaseValidator.errors(shortened)).isEmpty();
    }

    @Test
    void supplyAndRefills() {
        ObjectNode original = draft(
                "{}",
                "{\"numberOfRepeatsAllowed\":3,\"validityPeriod\":{\"start\":\"2026-11-23\",\"end\":\"2027-11-23\"},"
                        + "\"expectedSupplyDuration\":{\"value\":30,\"unit\":\"days\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"d\"}}");
        ObjectNode shortened = shorten(original, 21);
        assertThat(shortened.path("dispenseRequest"))
                .isEqualTo(CardFixtures.json(quoted("{'numberOfRepeatsAllowed':0,"
                        + "'validityPeriod':{'start':'2026-11-23','end':'2027-11-23'},'expectedSupplyDuration':"
                        + "{'value':21,'unit':'days','system':'http://unitsofmeasure.org','code':'d'}}")));
        assertThat(BaseValidator.errors(shortened)).isEmpty();
    }

    @Test
    void draftWithoutDosageOrDispense() {
        ObjectNode shortened = shorten(CardFixtures.json("{" + HEAD + "}"), 7);
        assertThat(shortened.has("dosageInstruction")).isFalse();
        assertThat(shortened.at("/dispenseRequest/expectedSupplyDuration/value").asInt())
                .isEqualTo(7);
        assertThat(BaseValidator.errors(shortened)).isEmpty();
    }

    @ParameterizedTest(name = "{4}: {0} of {1} for {2} days is {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'frequency':3,'period':1,'periodUnit':'d' | {'value':90,'unit':'tablet'} | 14 | 42 | dose times frequency times days",
                "'frequency':1,'frequencyMax':3,'period':1,'periodUnit':'d' | {'value':90,'unit':'tablet'} | 14 | 42 | the most often counts",
                "'frequency':1,'period':8,'periodUnit':'h' | {'value':90,'unit':'tablet'} | 14 | 42 | every 8 hours",
                "'frequency':1,'period':2,'periodUnit':'d' | {'value':90,'unit':'tablet'} | 7 | 4 | rounded up",
                "'frequency':3,'period':1,'periodUnit':'d' | {'value':90,'unit':'tablets'} | 14 | 42 | the same unit in the plural",
                "'frequency':3,'period':1,'periodUnit':'d' | {'value':90,'unit':'TAB'} | 14 | 42 | the same unit shortened",
                "'frequency':3,'period':1,'periodUnit':'d' | {'value':90,'unit':'tablet','system':'http://unitsofmeasure.org','code':'{tbl}'}"
                        + " | 14 | 42 | the unit of the quantity stays",
                "'frequency':3,'period':1,'periodUnit':'d' | {'value':300,'unit':'mL'} | 14 | 140 | another unit: in proportion to 30 days",
                "'frequency':1,'period':1,'periodUnit':'d','dayOfWeek':['mon'] | {'value':30,'unit':'tablet'} | 14 | 2 | two Mondays",
                "'frequency':1,'period':1,'periodUnit':'d','dayOfWeek':['sat','sun'] | {'value':30,'unit':'tablet'} | 9 | 4 | both weekends may lie in nine days",
                "'period':1,'periodUnit':'d','frequency':3 | {'value':31,'unit':'mL'} | 14 | 15 | in proportion, rounded up"
            })
    void quantity(String repeat, String quantity, int days, int expected, String reason) {
        ObjectNode original = draft(
                "{\"timing\":{\"repeat\":{" + quoted(repeat) + "}}," + ONE_TABLET + "}",
                quoted("{'quantity':" + quantity + ",'expectedSupplyDuration':{'value':30,'unit':'days',"
                        + "'system':'http://unitsofmeasure.org','code':'d'}}"));
        ObjectNode shortened = shorten(original, days);
        ObjectNode expectedQuantity = CardFixtures.json(quoted(quantity));
        JsonNode result = shortened.at("/dispenseRequest/quantity");
        assertThat(result.path("value").decimalValue()).as(reason).isEqualByComparingTo(String.valueOf(expected));
        ObjectNode rest = result.deepCopy();
        rest.remove("value");
        expectedQuantity.remove("value");
        assertThat(rest).isEqualTo(expectedQuantity);
        assertThat(BaseValidator.errors(shortened)).isEmpty();
    }

    @Test
    void quantity_byTimingCode() {
        ObjectNode shortened = shorten(
                draft(
                        quoted("{'timing':{'code':{'coding':[{'code':'TID'}]}},") + ONE_TABLET + "}",
                        quoted("{'quantity':{'value':90,'unit':'tablet'}}")),
                7);
        assertThat(shortened.at("/dispenseRequest/quantity/value").asInt()).isEqualTo(21);
    }

    @Test
    void quantity_inProportionToBounds() {
        ObjectNode shortened = shorten(
                draft(
                        quoted("{'timing':{'repeat':{'boundsDuration':{'value':4,'unit':'wk','code':'wk'}}}}"),
                        quoted("{'quantity':{'value':56}}")),
                14);
        assertThat(shortened.at("/dispenseRequest/quantity/value").asInt()).isEqualTo(28);
    }

    @Test
    void quantity_refillsBecomeOneFill() {
        ObjectNode shortened = shorten(
                draft(
                        "{\"timing\":{\"repeat\":{" + TID + "}}," + ONE_TABLET + "}",
                        quoted("{'quantity':{'value':21,'unit':'tablet'},'numberOfRepeatsAllowed':3}")),
                21);
        assertThat(shortened.at("/dispenseRequest/quantity/value").asInt())
                .as("21 days in one fill, less than the 28 days ordered")
                .isEqualTo(63);
    }

    @ParameterizedTest(name = "not offered: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'timing':{'repeat':{'frequency':3}}} | {'quantity':{'value':90}} | what the quantity lasts is not known",
                "{'timing':{'repeat':{'frequency':3,'period':1,'periodUnit':'d'}},'doseAndRate':[{'doseQuantity':{'value':1,'unit':'tablet'}},"
                        + "{'doseQuantity':{'value':2,'unit':'tablet'}}]} | {'quantity':{'value':90,'unit':'tablet'}} | two doses disagree",
                "{'timing':{'repeat':{'frequency':3,'period':1,'periodUnit':'d'}},'doseAndRate':[{'doseQuantity':{'value':1,'unit':'tablet'}}]}"
                        + " | {'quantity':{'value':20,'unit':'tablet'}} | the quantity would grow",
                "{'timing':{'repeat':{'frequency':3,'period':1,'periodUnit':'d'}},'doseAndRate':[{'doseQuantity':{'value':1,'unit':'tablet'}}]}"
                        + " | {'quantity':{'value':90,'comparator':'<','unit':'tablet'}} | a quantity with a comparator",
                "{} | {'quantity':90} | a quantity that is none",
                "{} | {'initialFill':{'duration':{'value':30}}} | a first fill of its own",
                "{} | [] | a dispense request that is none",
                "{'timing':{'event':['2026-12-24']}} | {} | dates one by one",
                "{'timing':'TID'} | {} | a timing that is none",
                "{'timing':{'repeat':{'boundsPeriod':{'start':'2026-12-24'}}}} | {} | it starts after its course's end",
                "{'timing':{'repeat':{'boundsPeriod':{'start':'2026-11'}}}} | {} | a start that is no day",
                "{'timing':{'repeat':{'boundsPeriod':{'start':'2026-13-45'}}}} | {} | a start that is no date",
                "{'sequence':1},{'sequence':2} | {} | a taper",
                "{'sequence':1},{'sequence':1} | {'quantity':{'value':90},'expectedSupplyDuration':{'value':30,'unit':'days'}}"
                        + " | a quantity for two dosages",
                "Take one | {} | a dosage that is none"
            })
    void notOffered(String dosage, String dispense, String reason) {
        ObjectNode original = CardFixtures.json("{" + HEAD + ",\"dosageInstruction\":["
                + (dosage.equals("Take one") ? "\"Take one\"" : quoted(dosage)) + "],\"dispenseRequest\":"
                + quoted(dispense) + "}");
        assertThat(ShortenedOrder.of(endBy(original, 14), original)).as(reason).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Take 1 tablet three times daily for 30 days",
                "1 tab TID x 14 days",
                "1 tab TID x14d",
                "for two weeks",
                "for 2-3 weeks",
                "30-day course",
                "a month",
                "until 2026-12-31",
                "take through Friday",
                "Dispense 90",
                "qty 90",
                "2 refills"
            })
    void notOffered_textNamesADuration(String text) {
        for (String dosage : new String[] {
            "{'text':'T'}",
            "{'patientInstruction':'T'}",
            "{'additionalInstruction':[{'text':'T'}]}",
            "{'additionalInstruction':[{'coding':[{'display':'T'}]}]}",
            "{'timing':{'code':{'text':'T'}}}"
        }) {
            ObjectNode original = draft(quoted(dosage).replace("\"T\"", '"' + text + '"'), "{}");
            assertThat(ShortenedOrder.of(endBy(original, 14), original))
                    .as(dosage)
                    .isNull();
        }
        ObjectNode noted = draft("{}", "{}");
        noted.putArray("note").addObject().put("text", text);
        assertThat(ShortenedOrder.of(endBy(noted, 14), noted)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Take 1 tablet three times daily",
                "1 tablet 3 times a day as needed for spasm",
                "Take 2 tablets a day",
                "take once a day at bedtime",
                "10 mg PO TID",
                "one tablet every 8 hours"
            })
    void offered_textNamesNoDuration(String text) {
        ObjectNode original = draft(quoted("{'text':'") + text + "\"}", "{}");
        assertThat(shorten(original, 14).at("/dosageInstruction/0/text").asText())
                .isEqualTo(text);
    }

    @Test
    void severalDosages_noneBecomesLonger() {
        ObjectNode original = draft(
                quoted(
                        "{'text':'morning','timing':{'repeat':{'boundsDuration':{'value':1,'unit':'wk','system':'http://unitsofmeasure.org',"
                                + "'code':'wk'},'frequency':1,'period':1,'periodUnit':'d'}}},"
                                + "{'text':'night','timing':{'repeat':{'boundsDuration':{'value':30,'unit':'d','system':'http://unitsofmeasure.org',"
                                + "'code':'d'},'frequency':1,'period':1,'periodUnit':'d'}}}"),
                "{}");
        ObjectNode shortened = shorten(original, 14);
        assertThat(shortened.at("/dosageInstruction/0")).isEqualTo(original.at("/dosageInstruction/0"));
        assertThat(shortened
                        .at("/dosageInstruction/1/timing/repeat/boundsDuration/value")
                        .asInt())
                .isEqualTo(14);
        assertThat(BaseValidator.errors(shortened)).isEmpty();
    }

    @Test
    void everythingElseStays() {
        ObjectNode original = draft(
                quoted("{'extension':[EXT],'text':'Take one','timing':{'extension':[EXT],'repeat':{'extension':[EXT],"
                        + "'frequency':3,'period':1,'periodUnit':'d'}},'maxDosePerPeriod':{'numerator':{'value':3},"
                        + "'denominator':{'value':1,'unit':'d'}}}"),
                quoted("{'extension':[EXT],'performer':{'reference':'Organization/1'}}"));
        original.set("extension", CardFixtures.json(quoted("{'x':[EXT]}")).get("x"));
        original.set(
                "contained",
                CardFixtures.json(quoted("{'x':[{'resourceType':'Medication','id':'m','vendor':true}]}"))
                        .get("x"));
        original.put("_status", "companion").put("vendorField", 1.50);
        ObjectNode before = original.deepCopy();
        ObjectNode shortened = shorten(original, 14);
        assertThat(original).as("the client's own JSON is not touched").isEqualTo(before);
        ObjectNode expected = before.deepCopy();
        ((ObjectNode) expected.at("/dosageInstruction/0/timing/repeat"))
                .set("boundsDuration", CardFixtures.json(quoted("{'x':DAYS}")).get("x"));
        ((ObjectNode) expected.path("dispenseRequest")).put("numberOfRepeatsAllowed", 0);
        ((ObjectNode) expected.path("dispenseRequest"))
                .set(
                        "expectedSupplyDuration",
                        CardFixtures.json(quoted("{'x':DAYS}")).get("x"));
        assertThat(shortened).isEqualTo(expected);
    }

    @Test
    void emptyValuesAreDropped_alignedGapsStay() {
        ObjectNode original = draft("{\"text\":\"\"}", "{}");
        original.set(
                "reasonCode",
                CardFixtures.json("{\"x\":[{\"coding\":[{}]},{\"text\":\"back\"}]}")
                        .get("x"));
        original.set(
                "instantiatesUri", CardFixtures.json("{\"x\":[null,\"urn:a\"]}").get("x"));
        original.set(
                "_instantiatesUri",
                CardFixtures.json("{\"x\":[{\"id\":\"a\"},null]}").get("x"));
        original.putNull("encounter");
        ObjectNode shortened = shorten(original, 14);
        assertThat(shortened.path("reasonCode")).hasSize(1);
        assertThat(shortened.has("encounter")).isFalse();
        assertThat(shortened.at("/dosageInstruction/0").has("text")).isFalse();
        assertThat(shortened.path("instantiatesUri")).hasSize(2);
        assertThat(shortened.path("_instantiatesUri")).hasSize(2);
    }

    private static ObjectNode shorten(ObjectNode original, int days) {
        ObjectNode shortened = ShortenedOrder.of(endBy(original, days), original);
        assertThat(shortened).isNotNull();
        return shortened;
    }

    private static Proposal.EndBy endBy(ObjectNode original, int days) {
        return new Proposal.EndBy(CardFixtures.read(original), TODAY, TODAY.plusDays(days - 1L), days);
    }

    private static ObjectNode draft(String dosages, String dispense) {
        return CardFixtures.json(
                "{" + HEAD + ",\"dosageInstruction\":[" + dosages + "],\"dispenseRequest\":" + dispense + "}");
    }

    private static String quoted(String text) {
        return text.replace("DAYS", "{'value':14,'unit':'days','system':'http://unitsofmeasure.org','code':'d'}")
                .replace("EXT", "{'url':'https://vendor.example.org/x','valueString':'kept'}")
                .replace('\'', '"');
    }
}
