package org.lumbarcds.views;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** A page with places for values. Every value is escaped: what anybody wrote stays text. */
public final class PageTemplate {

    private final Template template;
    private final Navigation navigation;

    /**
     * @param path on the class path, absolute; the start fails without it
     * @param navigation what the template may ask beside its own values
     */
    public PageTemplate(String path, Navigation navigation) {
        this.navigation = navigation;
        template = Mustache.compiler()
                .escapeHTML(true)
                .emptyStringIsFalse(true)
                .nullValue("")
                .compile(ServedFile.text(path));
    }

    /** A name that nothing in {@code values} has is a fault of the template and throws. */
    public byte[] render(Object values) {
        StringWriter page = new StringWriter();
        template.execute(values, navigation, page);
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }
}
