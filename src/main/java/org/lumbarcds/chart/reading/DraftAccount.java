package org.lumbarcds.chart.reading;

import java.util.List;
import org.lumbarcds.chart.accounts.EntryAccount;

/**
 * What the service makes of one draft.
 *
 * @param field where it stands in the request, as {@code context.draftOrders.entry[0].resource}
 * @param handle names it within the call, as the rules do
 * @param type its resource type
 * @param selected whether it counts as selected
 * @param toGive whether it is an order to give: neither cancelled nor an order not to do something
 * @param known whether the rules judge it: a table has it as something that they speak of
 * @param account by what it is known, and as what
 * @param reasons what it is ordered for, in its own words
 */
public record DraftAccount(
        String field,
        String handle,
        String type,
        boolean selected,
        boolean toGive,
        boolean known,
        EntryAccount account,
        List<String> reasons) {

    public DraftAccount {
        reasons = List.copyOf(reasons);
    }
}
