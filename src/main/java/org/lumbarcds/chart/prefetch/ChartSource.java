package org.lumbarcds.chart.prefetch;

import java.util.List;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.guideline.model.record.ChartKey;

/** Where a chart's resources come from, key by key. Asked once per key and call, and for no key that nobody needs. */
public interface ChartSource {

    /** What came in for a key. */
    Answer answer(ChartKey key);

    /** Every resource it has, under whatever key, for references that lead nowhere else. */
    List<Entry> entries();
}
