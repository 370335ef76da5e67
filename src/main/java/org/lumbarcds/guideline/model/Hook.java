package org.lumbarcds.guideline.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The moments of the workflow at which an EHR asks. Whoever treats hooks differently asks one what it has, never which one it
 * is: a new hook is a new entry here. Specification 6.1.
 */
public enum Hook {
    PATIENT_VIEW("patient-view", "1.0", null, Drafted.NOTHING, Selected.NONE, true),
    ORDER_SELECT("order-select", "1.0", "draftOrders", Drafted.ORDERS, Selected.NAMED, true),
    ORDER_SIGN("order-sign", "1.0", "draftOrders", Drafted.ORDERS, Selected.EVERY, true),
    MEDICATION_REFILL("medication-refill", "0.1.0", "medications", Drafted.DRUGS, Selected.EVERY, false);

    private final String code;
    private final String version;
    private final @Nullable String draftsField;
    private final Drafted drafted;
    private final Selected selected;
    private final boolean userKnown;

    /** What a call drafts. */
    private enum Drafted {
        NOTHING,
        DRUGS,
        ORDERS
    }

    /** Which drafts count as selected. */
    private enum Selected {
        NONE,
        NAMED,
        EVERY
    }

    Hook(
            String code,
            String version,
            @Nullable String draftsField,
            Drafted drafted,
            Selected selected,
            boolean userKnown) {
        this.code = code;
        this.version = version;
        this.draftsField = draftsField;
        this.drafted = drafted;
        this.selected = selected;
        this.userKnown = userKnown;
    }

    /** The hook's name in the protocol. */
    public String code() {
        return code;
    }

    /** Version of the hook's definition. */
    public String version() {
        return version;
    }

    /** Whether its calls are about drafts: one card per selected draft, and nothing to say where none concerns a rule. */
    public boolean hasDrafts() {
        return drafted != Drafted.NOTHING;
    }

    /** The context's field with the Bundle of drafts; only of a hook that {@linkplain #hasDrafts has drafts}. */
    public String draftsField() {
        return Objects.requireNonNull(draftsField, "this hook has no drafts");
    }

    /** Whether the context names the selected drafts. */
    public boolean hasSelections() {
        return selected == Selected.NAMED;
    }

    /** Whether the drafts are as they will be: every one counts as selected, and what it lacks will stay lacking. */
    public boolean isFinal() {
        return selected == Selected.EVERY;
    }

    /** Whether the context always names the user. A refill may be asked for by a pharmacy while nobody is there. */
    public boolean isUserKnown() {
        return userKnown;
    }

    /** The hooks at which a chart is opened. */
    public static Set<Hook> ofCharts() {
        return those(hook -> hook.drafted == Drafted.NOTHING);
    }

    /** The hooks at which orders of any kind are drafted. */
    public static Set<Hook> ofOrders() {
        return those(hook -> hook.drafted == Drafted.ORDERS);
    }

    /** The hooks at which drug orders are drafted, alone or among others. */
    public static Set<Hook> ofDrugOrders() {
        return those(Hook::hasDrafts);
    }

    private static Set<Hook> those(Predicate<Hook> which) {
        Set<Hook> hooks = EnumSet.noneOf(Hook.class);
        Arrays.stream(values()).filter(which).forEach(hooks::add);
        return hooks;
    }
}
