package org.lumbarcds.guideline.model;

/** The classes of active ingredients that rules speak of. */
public enum DrugClass {
    OPIOID,
    MUSCLE_RELAXANT,
    NSAID,
    ACETAMINOPHEN,
    BENZODIAZEPINE,
    GABAPENTINOID,
    SYSTEMIC_STEROID,
    ANTICOAGULANT,
    ANTIPLATELET,
    /** Lithium, methotrexate: raised by NSAIDs. */
    RAISED_BY_NSAID,
    MAO_INHIBITOR,
    SEROTONERGIC
}
