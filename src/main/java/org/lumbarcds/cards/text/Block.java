package org.lumbarcds.cards.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A stretch of Markdown between blank lines: a paragraph, one line a sentence, or a list with the line that announces it.
 *
 * @param lines its sentences; for a list what announces it, often empty
 * @param items the list's items with their markers; empty for a paragraph
 */
public record Block(List<String> lines, List<String> items) {

    private static final Pattern ITEM = Pattern.compile("([-*+]|\\d{1,9}[.)]) .*");
    private static final String DEEPER = "  ";

    public Block {
        lines = List.copyOf(lines);
        items = List.copyOf(items);
    }

    /** What a template's text consists of; sections that stay away leave blank lines behind, which count as one. */
    static List<Block> of(String markdown) {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        List<String> items = new ArrayList<>();
        boolean blank = false;
        for (String line : markdown.lines().map(String::stripTrailing).toList()) {
            if (line.isEmpty()) {
                blank = true;
                continue;
            }
            boolean isItem = ITEM.matcher(line).matches();
            boolean goesOn = !items.isEmpty() && line.startsWith(DEEPER);
            boolean announced = isItem && (!blank || !items.isEmpty() || announces(lines));
            if (!goesOn && !announced && (blank || !items.isEmpty() || isItem)) {
                close(blocks, lines, items);
            }
            if (goesOn) {
                items.set(items.size() - 1, items.get(items.size() - 1) + '\n' + line);
            } else {
                (isItem ? items : lines).add(line);
            }
            blank = false;
        }
        close(blocks, lines, items);
        return blocks;
    }

    private static boolean announces(List<String> lines) {
        return !lines.isEmpty() && lines.get(lines.size() - 1).endsWith(":");
    }

    private static void close(List<Block> blocks, List<String> lines, List<String> items) {
        if (!lines.isEmpty() || !items.isEmpty()) {
            blocks.add(new Block(lines, items));
            lines.clear();
            items.clear();
        }
    }

    /** At most so many items; the rest is counted. */
    Block shortened(int most) {
        if (items.size() <= most) {
            return this;
        }
        List<String> kept = new ArrayList<>(items.subList(0, most));
        kept.add("- and " + (items.size() - most) + " more");
        return new Block(lines, kept);
    }

    /** What of it was not said yet; all of it is said then. What announces a list goes when nothing of the list is left. */
    Block unsaid(Set<String> said) {
        List<String> newItems = items.stream().filter(said::add).toList();
        if (!items.isEmpty()) {
            return newItems.isEmpty() ? new Block(List.of(), List.of()) : new Block(lines, newItems);
        }
        return new Block(lines.stream().filter(said::add).toList(), List.of());
    }

    /** As Markdown: "a paragraph after a list is set off by a blank line", and so is a list after a paragraph. */
    public String text() {
        String announcing = String.join(" ", lines);
        String list = String.join("\n", items);
        return announcing.isEmpty() || list.isEmpty() ? announcing + list : announcing + "\n\n" + list;
    }
}
