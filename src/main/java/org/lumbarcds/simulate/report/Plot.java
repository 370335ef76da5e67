package org.lumbarcds.simulate.report;

import java.awt.Color;
import java.awt.Font;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.lumbarcds.simulate.report.Report.RuleLine;

/** The rates of every rule as bars, a PNG. */
final class Plot {

    private static final int WIDTH = 1100;
    private static final int HEIGHT_OF_A_RULE = 46;
    private static final int HEIGHT_OF_THE_REST = 190;
    private static final Color ORDERS = new Color(0x1f5f8b);
    private static final Color PATIENTS = new Color(0xe0a030);

    private Plot() {}

    static void of(Report report, Path file) throws IOException {
        List<String> rules = new ArrayList<>();
        List<Double> firings = new ArrayList<>();
        List<Double> patients = new ArrayList<>();
        for (RuleLine rule : report.rules()) {
            rules.add(rule.rule());
            firings.add(value(rule.firingsPer100()));
            patients.add(value(rule.patientsPer100()));
        }
        if (rules.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        HorizontalBarChart chart = new HorizontalBarChartBuilder()
                .width(WIDTH)
                .height(HEIGHT_OF_THE_REST + HEIGHT_OF_A_RULE * rules.size())
                .title(String.format(
                        Locale.ROOT,
                        "%d patients, %d orders, %d charts opened",
                        report.patients(),
                        report.orders(),
                        report.views()))
                .xAxisTitle("per 100")
                .build();
        chart.addSeries("patients in whom it fires, per 100 patients", patients, rules);
        chart.addSeries("firings per 100 orders (or charts opened)", firings, rules);
        style(chart);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            BitmapEncoder.saveBitmap(chart, out, BitmapEncoder.BitmapFormat.PNG);
        }
    }

    private static void style(HorizontalBarChart chart) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
        chart.getStyler()
                .setLabelsVisible(true)
                .setLabelsFont(font)
                .setLabelsPosition(1.03)
                .setAvailableSpaceFill(0.8)
                .setXAxisDecimalPattern("0.#")
                .setAxisTickLabelsFont(font)
                .setAxisTitleFont(font)
                .setXAxisMin(0.0)
                // Of the categories too: less than a rule's height, so that every rule has its label.
                .setXAxisTickMarkSpacingHint(36)
                .setSeriesColors(new Color[] {PATIENTS, ORDERS})
                .setLegendFont(font)
                .setLegendPosition(LegendPosition.OutsideS)
                .setChartBackgroundColor(Color.WHITE)
                .setLocale(Locale.ROOT);
    }

    private static double value(@Nullable BigDecimal rate) {
        return rate == null ? 0 : rate.doubleValue();
    }
}
