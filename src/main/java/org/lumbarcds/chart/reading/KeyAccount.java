package org.lumbarcds.chart.reading;

import java.util.List;
import org.lumbarcds.chart.OpenChart;
import org.lumbarcds.chart.accounts.EntryAccount;

/**
 * A key of a call, whether or not a rule opens it.
 *
 * @param state how it came in
 * @param entries what its entries mean, as many as are listed
 * @param more how many are not
 */
public record KeyAccount(OpenChart.State state, List<EntryAccount> entries, int more) {

    /** Not in the call. */
    public static final KeyAccount NONE = new KeyAccount(OpenChart.State.ABSENT, List.of(), 0);

    public KeyAccount {
        entries = List.copyOf(entries);
    }
}
