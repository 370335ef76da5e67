package org.lumbarcds.views;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.nio.charset.StandardCharsets;

/** A page with places for values. Every value is escaped: what anybody wrote stays text. */
public final class PageTemplate {

    private final Template template;

    /** @param path on the class path, absolute; the start fails without it */
    public PageTemplate(String path) {
        template = Mustache.compiler()
                .escapeHTML(true)
                .emptyStringIsFalse(true)
                .nullValue("")
                .compile(ServedFile.text(path));
    }

    /** A name that nothing in {@code values} has is a fault of the template and throws. */
    public byte[] render(Object values) {
        return template.execute(values).getBytes(StandardCharsets.UTF_8);
    }
}
