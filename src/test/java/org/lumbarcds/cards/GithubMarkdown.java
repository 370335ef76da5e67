package org.lumbarcds.cards;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/** Reads Markdown as a client would. */
public final class GithubMarkdown {

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), StrikethroughExtension.create(), AutolinkExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer HTML =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();
    private static final TextContentRenderer TEXT =
            TextContentRenderer.builder().extensions(EXTENSIONS).build();

    private GithubMarkdown() {}

    public static String html(String markdown) {
        return HTML.render(PARSER.parse(markdown));
    }

    public static String text(String markdown) {
        return TEXT.render(PARSER.parse(markdown));
    }

    /** The kinds of nodes, nested; neighbouring texts count as one. */
    public static String structure(String markdown) {
        StringBuilder structure = new StringBuilder();
        append(PARSER.parse(markdown), structure);
        return structure.toString();
    }

    private static void append(Node node, StringBuilder structure) {
        structure.append(node.getClass().getSimpleName()).append('(');
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            if (!(child instanceof Text && child.getPrevious() instanceof Text)) {
                append(child, structure);
            }
        }
        structure.append(')');
    }
}
