package org.lumbarcds.transparency;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.lumbarcds.views.Navigation;
import org.lumbarcds.views.PagePolicy;
import org.lumbarcds.views.PageTemplate;
import org.lumbarcds.views.ServedFile;
import org.springframework.http.MediaType;

/**
 * What is served. Nothing of it changes while the service runs, so it is made once, at the start. A later release may say
 * the same content otherwise: the version alone would not tell the bytes apart.
 */
final class Documents {

    private final ServedFile json;
    private final ServedFile page;
    private final ServedFile style = ServedFile.packed("/transparency/guideline.css", ServedFile.STYLE);
    private final ServedFile script = ServedFile.packed("/transparency/guideline.js", ServedFile.SCRIPT);

    private final ServedFile icon = ServedFile.packed("/transparency/guideline.svg", ServedFile.IMAGE);

    Documents(Disclosure disclosure, Navigation navigation) {
        String version = disclosure.contentVersion();
        json = ServedFile.of(MediaType.APPLICATION_JSON, version, json(disclosure), PagePolicy.READ);
        byte[] html = new PageTemplate("/transparency/guideline.html", navigation).render(disclosure);
        page = ServedFile.of(ServedFile.HTML, version, html, PagePolicy.READ);
    }

    ServedFile json() {
        return json;
    }

    ServedFile page() {
        return page;
    }

    ServedFile style() {
        return style;
    }

    ServedFile script() {
        return script;
    }

    ServedFile icon() {
        return icon;
    }

    private static byte[] json(Disclosure disclosure) {
        try {
            return new ObjectMapper()
                    .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
                    .writeValueAsBytes(disclosure);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers and lists can be written", e);
        }
    }
}
