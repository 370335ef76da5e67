package org.lumbarcds.connect;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.services.PrefetchQueries;
import org.lumbarcds.views.Navigation;
import org.lumbarcds.views.PagePolicy;
import org.lumbarcds.views.PageTemplate;
import org.lumbarcds.views.ServedFile;

/** How to connect, as a page; the same for everybody, so it names no client and no allowed server. */
final class ConnectPage {

    private final ServedFile page;
    private final ServedFile script = ServedFile.packed("/connect/connect.js", ServedFile.SCRIPT);

    ConnectPage(Targets targets, PrefetchQueries queries, Navigation navigation) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("discovery", targets.discovery());
        values.put("services", targets.services());
        values.put(
                "queries",
                Arrays.stream(ChartKey.values())
                        .map(key -> Map.of("key", key.key(), "query", queries.template(key)))
                        .toList());
        byte[] html = new PageTemplate("/connect/connect.html", navigation).render(values);
        page = ServedFile.of(ServedFile.HTML, "connect", html, PagePolicy.CALL);
    }

    ServedFile page() {
        return page;
    }

    ServedFile script() {
        return script;
    }
}
