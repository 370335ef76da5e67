package org.lumbarcds.settings.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.lumbarcds.settings.LumbarSettings;

/** Judges what cards are configured with: the code systems they name and how long they may be. */
final class CardsCheck {

    private static final Pattern URN = Pattern.compile("urn:oid:[0-2](\\.(0|[1-9]\\d*))+"
            + "|urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final int LONGEST = 255;

    private CardsCheck() {}

    /** @throws InvalidSettingException naming the first property that can't be used */
    static void check(LumbarSettings settings) {
        system("lumbar.content.rule-system", settings.content().ruleSystem());
        system("lumbar.content.override-system", settings.content().overrideSystem());
        InvalidSettingException.unless(
                !settings.content().ruleSystem().equals(settings.content().overrideSystem()),
                "lumbar.content.override-system",
                settings.content().overrideSystem(),
                "another system than lumbar.content.rule-system: a code means one thing in it");
        LumbarSettings.Cards cards = settings.cards();
        InvalidSettingException.unless(
                cards.maxDetail() >= cards.maxFindingDetail(),
                "lumbar.cards.max-detail",
                String.valueOf(cards.maxDetail()),
                "at least lumbar.cards.max-finding-detail, which is " + cards.maxFindingDetail());
    }

    private static void system(String property, String system) {
        InvalidSettingException.unless(
                system.length() <= LONGEST && (URN.matcher(system).matches() || isUrl(system)),
                property,
                system,
                "an absolute URL such as https://fhir.our-hospital.org/CodeSystem/rules, or urn:oid: and an OID, or"
                        + " urn:uuid: and a UUID in lower case");
    }

    private static boolean isUrl(String system) {
        try {
            URI uri = new URI(system);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
