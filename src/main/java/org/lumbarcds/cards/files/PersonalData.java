package org.lumbarcds.cards.files;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Kinds of a patient's data whose use a rule has to own up to: those that 45 CFR 170.315(b)(11)(iv)(A)(5) to (13) names for
 * evidence-based interventions.
 */
public enum PersonalData {
    RACE("Race"),
    ETHNICITY("Ethnicity"),
    LANGUAGE("Language"),
    SEXUAL_ORIENTATION("Sexual orientation"),
    GENDER_IDENTITY("Gender identity"),
    SEX("Sex"),
    DATE_OF_BIRTH("Date of birth"),
    SOCIAL_DETERMINANTS("Social determinants of health"),
    /** Health status assessments: pregnancy, depression screening and the like. */
    HEALTH_STATUS("Health status assessments");

    private final String label;

    PersonalData(String label) {
        this.label = label;
    }

    /** Its key in a card file, for example {@code date-of-birth}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How people call it. */
    public String label() {
        return label;
    }

    static Optional<PersonalData> of(String key) {
        return Arrays.stream(values()).filter(data -> data.key().equals(key)).findFirst();
    }

    static String[] keys() {
        return Arrays.stream(values()).map(PersonalData::key).toArray(String[]::new);
    }
}
