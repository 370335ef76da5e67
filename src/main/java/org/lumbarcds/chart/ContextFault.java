package org.lumbarcds.chart;

/**
 * Why a call's context contradicts itself, so that no answer to it could be right.
 *
 * @param kind what is wrong
 * @param field where, as {@code context.selections[0]}
 */
public record ContextFault(Kind kind, String field) {

    /** What is wrong. */
    public enum Kind {
        /** "A draft about another patient: 400 naming it." */
        DRAFT_OF_ANOTHER_PATIENT,
        /** "A selection that names no draft: 400 naming it." */
        SELECTION_OF_NO_DRAFT
    }
}
