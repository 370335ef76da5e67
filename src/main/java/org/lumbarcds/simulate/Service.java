package org.lumbarcds.simulate;

import org.lumbarcds.cards.CardWriter;
import org.lumbarcds.chart.ChartReader;
import org.lumbarcds.guideline.engine.Guideline;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.terminology.Terminology;

/**
 * The parts of the service that a simulation calls, as the service itself has them.
 *
 * @param settings modes, thresholds and limits
 * @param guideline the rules in force
 */
public record Service(
        LumbarSettings settings, Terminology terminology, ChartReader charts, Guideline guideline, CardWriter cards) {}
