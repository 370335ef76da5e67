package org.lumbarcds.cards.files;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.findings.RuleId;

/**
 * What the head of a rule's card file says of the rule: where it comes from and how far that carries.
 *
 * @param rule the rule
 * @param version of the rule, three numbers; a later one is another behaviour or another text
 * @param title what the rule is about, in clinical words; the display of the card's topic
 * @param source the rule's main evidence, named on every card
 * @param overrideReasons reasons to choose from when the card is not followed; never empty
 * @param evidence what the rule rests on, the main evidence first; never empty
 * @param beyond what the guideline's text claims beyond its evidence, or null when it claims nothing more
 * @param purpose what the rule is for
 * @param demographics how the rule uses personal data; a kind that is missing is not used; never empty
 * @param limits what the rule does not see or can't tell; never empty
 * @param released when the rule was first released
 * @param revised when its content last changed; not before {@code released}
 * @param variants names of its texts, in the order of the file; never empty
 */
public record CardFile(
        RuleId rule,
        String version,
        String title,
        MainSource source,
        List<OverrideReason> overrideReasons,
        List<Evidence> evidence,
        @Nullable String beyond,
        String purpose,
        Map<PersonalData, String> demographics,
        List<String> limits,
        LocalDate released,
        LocalDate revised,
        List<String> variants) {

    public CardFile {
        overrideReasons = List.copyOf(overrideReasons);
        evidence = List.copyOf(evidence);
        demographics = Map.copyOf(demographics);
        limits = List.copyOf(limits);
        variants = List.copyOf(variants);
    }

    /** The main evidence: its name and its absolute https address. */
    public record MainSource(String label, String url) {}

    /** A reason not to follow the card; its code means the same in every file. */
    public record OverrideReason(String code, String display) {}

    /**
     * A piece of evidence.
     *
     * @param citation how to find it
     * @param kind drug label, guideline, trial, …
     * @param year when it was published
     * @param url its absolute https address, or null
     * @param says what it says
     * @param limits what it leaves open
     */
    public record Evidence(
            String citation,
            String kind,
            int year,
            @Nullable String url,
            String says,
            String limits) {}
}
