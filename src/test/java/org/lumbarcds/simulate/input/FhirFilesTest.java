package org.lumbarcds.simulate.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resources of .json files, however they are wrapped and however large. */
class FhirFilesTest {

    private static final int LARGEST = 10_000;

    @TempDir
    private Path directory;

    private final TroubleLog troubles = new TroubleLog();

    /** {@code fullUrl resource} of each, quotes left out. */
    private List<String> read(String json) throws IOException {
        Path file = Files.writeString(directory.resolve("data.json"), json.replace('\'', '"'));
        List<String> taken = new ArrayList<>();
        new FhirFiles(troubles, LARGEST)
                .read(
                        file,
                        (resource, url) ->
                                taken.add(url + " " + resource.toString().replace("\"", "")),
                        done -> {});
        return taken;
    }

    private static String patient(String id, String more) {
        return "{'resourceType':'Patient','id':'" + id + "'" + more + "}";
    }

    private static String bundle(String... entries) {
        return "{'resourceType':'Bundle','entry':[" + String.join(",", entries) + "],'type':'collection'}";
    }

    private static String entry(String resource) {
        return "{'resource':" + resource + ",'fullUrl':'urn:x'}";
    }

    @Test
    void bundlesInBundles_listsAndSingleResources() throws IOException {
        assertThat(read(bundle(
                        entry(bundle(entry(patient("1", "")), "{'response':{'status':'404'}}", "7")),
                        entry("{'resourceType':'List','id':'l','entry':[{'item':{'reference':'Patient/1'}}]}"),
                        "{'resource':" + patient("2", ",'active':true,'multipleBirthInteger':1.50,'x':[null,[],{}]")
                                + "}")))
                .containsExactly(
                        "urn:x {resourceType:Patient,id:1}",
                        "urn:x {resourceType:List,id:l}",
                        "null {resourceType:Patient,id:2,active:true,multipleBirthInteger:1.50,x:[null,[],{}]}");
        assertThat(read(patient("3", "") + patient("4", "")))
                .containsExactly("null {resourceType:Patient,id:3}", "null {resourceType:Patient,id:4}");
        assertThat(troubles.counts()).isEmpty();
    }

    @Test
    void whatIsTooLargeIsCounted_andTheRestIsRead() throws IOException {
        String large = "[" + "'0123456789',".repeat(LARGEST / 10) + "{'a':[1]}]";

        assertThat(read(bundle(entry(patient("1", ",'x':" + large + ",'y':{'z':[1]}")), entry(patient("2", "")))))
                .containsExactly("urn:x {resourceType:Patient,id:2}");
        assertThat(troubles.counts()).isEqualTo(Map.of(Trouble.TOO_LARGE_RESOURCE, 1L));
    }

    /** A scanned letter is larger than any chart. */
    @Test
    void attachmentsAndNarrativesCountForNothing() throws IOException {
        String text = "A".repeat(3 * LARGEST);

        assertThat(read(bundle(
                        entry("{'resourceType':'Binary','data':'" + text + "'}"),
                        entry(patient("1", ",'text':{'div':'" + text + "'},'photo':[{'data':'" + text + "'}]")))))
                .containsExactly("urn:x {resourceType:Binary}", "urn:x {resourceType:Patient,id:1,text:{},photo:[{}]}");
        assertThat(troubles.counts()).isEmpty();
    }
}
