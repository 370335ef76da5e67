package org.lumbarcds.endtoend.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.endtoend.EndToEnd;

/** The length of an order as EHRs send it: read from whole bodies, and said on the card as it was known. */
class OrderLengthEndToEndTest extends EndToEnd {

    private static final String RELAXANT = "cyclobenzaprine-35-days-order-sign";
    private static final String ONE = "'doseAndRate':[{'doseQuantity':{'value':1,'unit':'tablet','code':'{tbl}'}}]";
    private static final String THRICE = "'timing':{'repeat':{'frequency':3,'period':1,'periodUnit':'d'}}";

    private Reply signed(String drug, String dosage, String dispense) {
        ObjectNode request = example(RELAXANT);
        ObjectNode draft = draft(request, 0);
        draft.set("medicationCodeableConcept", json("{'text':'" + drug + "'}", '\''));
        draft.remove("dosageInstruction");
        draft.remove("dispenseRequest");
        if (dosage != null) {
            draft.putArray("dosageInstruction")
                    .add(json("{" + dosage.replace("ONE", ONE).replace("THRICE", THRICE) + "}", '\''));
        }
        if (dispense != null) {
            draft.set("dispenseRequest", json("{" + dispense + "}", '\''));
        }
        return call(request);
    }

    private static ObjectNode json(String text, char quote) {
        return json(text.replace(quote, '"'));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
        times of the same day change nothing            | 'timing':{'repeat':{'frequency':3,'period':1,'periodUnit':'d','when':['MORN','NOON','NIGHT']}},ONE | 'quantity':{'value':105,'unit':'tablet'} | 35 days (
        the same, 21 days                               | 'timing':{'repeat':{'frequency':3,'period':1,'periodUnit':'d','when':['MORN','NOON','NIGHT']}},ONE | 'quantity':{'value':63,'unit':'tablet'} | -
        one time of day beside three a day              | 'timing':{'repeat':{'frequency':3,'period':1,'periodUnit':'d','when':['HS']}},ONE | 'quantity':{'value':66,'unit':'tablet'} | 22 days (
        times of day alone, one dose each               | 'timing':{'repeat':{'when':['MORN','HS']}},ONE          | 'quantity':{'value':44,'unit':'tablet'} | 22 days (
        times of day alone, within the limit            | 'timing':{'repeat':{'timeOfDay':['08:00:00','20:00:00']}},ONE | 'quantity':{'value':42,'unit':'tablet'} | -
        text of the timing                              | 'timing':{'code':{'text':'3 times daily'}},ONE          | 'quantity':{'value':105,'unit':'tablet'} | 35 days (
        text of the timing, 21 days                     | 'timing':{'code':{'text':'3 times daily'}},ONE          | 'quantity':{'value':63,'unit':'tablet'} | -
        TID PRN                                         | 'timing':{'code':{'text':'TID PRN'}},ONE                | 'quantity':{'value':66,'unit':'tablet'} | at least 22 days (
        nightly                                         | 'timing':{'code':{'text':'nightly'}},ONE                | 'quantity':{'value':30,'unit':'tablet'} | 30 days (
        SNOMED CT, twice a day                          | 'timing':{'code':{'coding':[{'system':'http://snomed.info/sct','code':'229799001'}]}},ONE | 'quantity':{'value':44,'unit':'tablet'} | 22 days (
        SNOMED CT, twice a day, 21 days                 | 'timing':{'code':{'coding':[{'system':'http://snomed.info/sct','code':'229799001'}]}},ONE | 'quantity':{'value':42,'unit':'tablet'} | -
        a rate per day                                  | 'doseAndRate':[{'rateRatio':{'numerator':{'value':3,'unit':'TAB'},'denominator':{'value':1,'code':'d'}}}] | 'quantity':{'value':105,'unit':'TAB'} | at least 35 days (
        a rate per day, 21 days                         | 'doseAndRate':[{'rateRatio':{'numerator':{'value':3,'unit':'TAB'},'denominator':{'value':1,'code':'d'}}}] | 'quantity':{'value':63,'unit':'TAB'} | -
        a largest dose per day                          | 'maxDosePerPeriod':{'numerator':{'value':3,'unit':'TAB'},'denominator':{'value':1,'code':'d'}} | 'quantity':{'value':66,'unit':'TAB'} | at least 22 days (
        first fill of 7 days and one repeat of 14       | -                                                       | 'initialFill':{'duration':{'value':7,'code':'d'}},'numberOfRepeatsAllowed':1,'expectedSupplyDuration':{'value':14,'code':'d'} | -
        first fill of 8 days and one repeat of 14       | -                                                       | 'initialFill':{'duration':{'value':8,'code':'d'}},'numberOfRepeatsAllowed':1,'expectedSupplyDuration':{'value':14,'code':'d'} | 22 days (
        first fill of 30 days, no repeats               | -                                                       | 'initialFill':{'duration':{'value':30,'code':'d'}},'expectedSupplyDuration':{'value':14,'code':'d'} | 30 days (
        number words compose                            | 'text':'1 tablet three times a day for twenty-four days' | - | 24 days (the dosage text)
        number words within the limit                   | 'text':'1 tablet three times a day for twenty-one days' | - | -
        x30d                                            | 'text':'1 tab po tid x30d'                              | - | 30 days (the dosage text)
        x 14 days                                       | 'text':'1 tab po tid x 14 days'                         | - | -
        a supply as large as it is stated               | -                                                       | 'expectedSupplyDuration':{'value':99999,'unit':'days','code':'d'} | 99999 days (the expected supply)
        a supply beyond the written years               | -                                                       | 'expectedSupplyDuration':{'value':9999999,'unit':'days','code':'d'} | 9999999 days (the expected supply)
        a dose in mg, as needed, with refills           | THRICE,'asNeededBoolean':true,'doseAndRate':[{'doseQuantity':{'value':10,'unit':'mg'}}] | 'numberOfRepeatsAllowed':2,'quantity':{'value':90,'unit':'tablet'} | at least 90 days (
        a dose in mg, half a tablet                     | THRICE,'doseAndRate':[{'doseQuantity':{'value':5,'unit':'mg'}}] | 'quantity':{'value':33,'unit':'tablet'} | 22 days (
        a dose in mg, 21 days                           | THRICE,'doseAndRate':[{'doseQuantity':{'value':10,'unit':'mg'}}] | 'quantity':{'value':63,'unit':'tablet'} | -
        a quantity without a unit                       | THRICE,ONE                                              | 'quantity':{'value':90,'unit':''} | 30 days (
        a quantity without a unit, 21 days              | THRICE,ONE                                              | 'quantity':{'value':63} | -
        a quantity and a dose in mg, no unit            | THRICE,'doseAndRate':[{'doseQuantity':{'value':10,'unit':'mg'}}] | 'quantity':{'value':66} | 22 days (
        pain of 30 days is no length                    | 'text':'Take 1 tab TID. Pain present for 30 days.'      | - | names no duration, no supply and no quantity
        pain of 30 days, 10 days of taking              | 'text':'Take 1 tab TID for 10 days. Pain present for 30 days.' | - | -
        stop for 2 days is no length                    | 'text':'Take 1 tab TID. Stop for 2 days before surgery' | 'quantity':{'value':90,'unit':'tablet'} | 30 days (
        stop for 2 days, 21 days of tablets             | 'text':'Take 1 tab TID. Stop for 2 days before surgery' | 'quantity':{'value':63,'unit':'tablet'} | -
        hold for 2 days, nothing else                   | 'text':'TID, hold for 2 days before surgery'            | - | names no duration, no supply and no quantity
        a quantity that tells nothing is named          | 'text':'as directed'                                    | 'quantity':{'value':90,'unit':'tablet'} | names a quantity of 90 tablet but not clearly how often it is taken
        """)
    void length(String reason, String dosage, String dispense, String expected) {
        Reply reply = signed("Cyclobenzaprine 10 MG Oral Tablet", dosage, dispense);

        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
        if (expected == null) {
            assertThat(reply.topics()).isEmpty();
        } else {
            assertThat(reply.topics()).containsExactly("muscle-relaxant-duration");
            assertThat(reply.cards().at("/0/detail").asText().replace("\\", "")).contains(expected);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
        2 to 3 times a day: the most is enough for 21 days | 'text':'2-3 times a day','timing':{'repeat':{'frequency':2,'frequencyMax':3,'period':1,'periodUnit':'d'}},ONE | 90 | 63
        a dose in mg                                       | THRICE,'doseAndRate':[{'doseQuantity':{'value':10,'unit':'mg'}}] | 90 | 63
        a frequency in the text                            | 'text':'1 tablet TID',ONE   | 90 | 63
        the text names a duration                          | 'text':'1 tablet TID for 30 days',ONE | 90 | -
        two doses that disagree                            | THRICE,'doseAndRate':[{'doseQuantity':{'value':1,'unit':'tablet'}},{'doseQuantity':{'value':2,'unit':'tablet'}}] | 90 | -
        """)
    void shortened(String reason, String dosage, int quantity, Integer expected) {
        Reply reply = signed(
                "Cyclobenzaprine 10 MG Oral Tablet", dosage, "'quantity':{'value':" + quantity + ",'unit':'tablet'}");

        JsonNode first = reply.cards().at("/0/suggestions/0/actions/0");
        assertThat(first.path("type").asText()).isEqualTo(expected == null ? "delete" : "update");
        if (expected != null) {
            assertThat(first.at("/resource/dispenseRequest/quantity/value").asInt())
                    .isEqualTo(expected);
        }
    }
}
