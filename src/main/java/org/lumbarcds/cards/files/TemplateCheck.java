package org.lumbarcds.cards.files;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a card's text before it is compiled: every tag is closed and escapes its value, and the author's Markdown holds
 * no HTML and no relative link.
 */
final class TemplateCheck {

    private static final Pattern NAME = Pattern.compile("\\.|-first|-last|-index|[A-Za-z]\\w*(\\.[A-Za-z]\\w*)*");
    private static final Pattern HTML = Pattern.compile("<[A-Za-z/!?]");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]*)\\)|^ {0,3}\\[[^\\]]+\\]:\\s*(\\S*)");
    private static final Pattern ADJACENT = Pattern.compile("\\}\\}\\{\\{[^#^/!]");

    private static final Pattern SECTION =
            Pattern.compile("\\{\\{[#^]\\s*([^}]+?)\\s*\\}\\}((?!\\{\\{[#^]).)*?\\{\\{/\\s*\\1\\s*\\}\\}");
    private static final Pattern TAG = Pattern.compile("\\{\\{[^}]*\\}\\}");

    private record Opened(String name, int line) {}

    private final String file;
    private final Deque<Opened> open = new ArrayDeque<>();

    private TemplateCheck(String file) {
        this.file = file;
    }

    /** Checks a text whose first line is line {@code firstLine} of the file. */
    static void check(String file, int firstLine, String text) {
        TemplateCheck check = new TemplateCheck(file);
        int number = firstLine;
        for (String line : text.split("\n", -1)) {
            check.tags(number, line);
            check.markdown(number, line);
            number++;
        }
        Opened left = check.open.peek();
        if (left != null) {
            throw CardFileException.at(
                    file,
                    left.line(),
                    "section {{#" + left.name() + "}} is not closed. Write {{/" + left.name() + "}} where it ends.");
        }
    }

    /** Characters of a checked one-line text that stand in every card: outside of tags and sections. */
    static int fixedLength(String text) {
        String always = text;
        String before;
        do {
            before = always;
            always = SECTION.matcher(always).replaceAll("");
        } while (!always.equals(before));
        return TAG.matcher(always).replaceAll("").length();
    }

    private void markdown(int number, String line) {
        if (HTML.matcher(line).find()) {
            throw CardFileException.at(
                    file, number, "HTML is not allowed. Write Markdown, and a link as [its name](https://…).");
        }
        if (line.indexOf('`') >= 0 && line.contains("{{")) {
            throw CardFileException.at(
                    file,
                    number,
                    "a variable in a line with back ticks can't be escaped. Write it without back ticks.");
        }
        if (ADJACENT.matcher(line).find()) {
            throw CardFileException.at(file, number, "two variables touch. Write a space or a word between them.");
        }
        Matcher link = LINK.matcher(line);
        while (link.find()) {
            String target = link.group(1) != null ? link.group(1) : link.group(2);
            if (!target.startsWith("https://") || target.contains("{{")) {
                throw CardFileException.at(
                        file,
                        number,
                        "link to \"" + target + "\". Write a fixed absolute address that starts with https://.");
            }
        }
    }

    private void tags(int number, String line) {
        int from = 0;
        while (true) {
            int start = line.indexOf("{{", from);
            int strayEnd = line.indexOf("}}", from);
            if (strayEnd >= 0 && (start < 0 || strayEnd < start)) {
                throw CardFileException.at(file, number, "}} without {{. Write {{name}}, or remove it.");
            }
            if (start < 0) {
                return;
            }
            if (strayEnd < 0) {
                throw CardFileException.at(file, number, "{{ without }} in this line. Write {{name}} in one line.");
            }
            tag(number, line.substring(start + 2, strayEnd));
            from = strayEnd + 2;
        }
    }

    private void tag(int number, String tag) {
        char kind = tag.isEmpty() ? ' ' : tag.charAt(0);
        switch (kind) {
            case '!' -> {}
            case '#', '^' -> open.push(new Opened(name(number, tag.substring(1), tag), number));
            case '/' -> close(number, name(number, tag.substring(1), tag));
            case '{', '&', '>', '<', '$', '=' ->
                throw CardFileException.at(
                        file,
                        number,
                        "{{" + tag + "}} is not supported: every value is escaped and a text stands for itself."
                                + " Write {{name}}.");
            default -> name(number, tag, tag);
        }
    }

    private void close(int number, String name) {
        @Nullable Opened last = open.poll();
        if (last == null) {
            throw CardFileException.at(
                    file, number, "{{/" + name + "}} closes nothing. Write {{#" + name + "}} before it.");
        }
        if (!last.name().equals(name)) {
            throw CardFileException.at(
                    file,
                    number,
                    "{{/" + name + "}} closes the section {{#" + last.name() + "}} of line " + last.line()
                            + ". Write {{/" + last.name() + "}}.");
        }
    }

    private String name(int number, String name, String tag) {
        String trimmed = name.strip();
        if (!NAME.matcher(trimmed).matches()) {
            throw CardFileException.at(
                    file,
                    number,
                    "{{" + tag
                            + "}} has no usable name. Write letters, digits and underscores, starting with a letter.");
        }
        return trimmed;
    }
}
