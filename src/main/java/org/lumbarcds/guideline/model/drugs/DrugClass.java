package org.lumbarcds.guideline.model.drugs;

/**
 * The classes of active ingredients that rules and the safety of suggestions speak of; each is one value set
 * {@code drug-<name>}. A known ingredient of no class is of no concern to them.
 */
public enum DrugClass {
    OPIOID,
    MUSCLE_RELAXANT,
    NSAID,
    ACETAMINOPHEN,
    BENZODIAZEPINE,
    GABAPENTINOID,
    Z_DRUG,
    BARBITURATE,
    MEPROBAMATE,
    /** Other hypnotics and sedatives. */
    SEDATIVE,
    /** Antipsychotics, sedating antihistamines. */
    SEDATING_WEAK,
    SYSTEMIC_STEROID,
    IMMUNOSUPPRESSANT,
    ANTICOAGULANT,
    ANTIPLATELET,
    /** Lithium, methotrexate, ciclosporin, tacrolimus, pemetrexed: raised or made more toxic by NSAIDs. */
    RAISED_BY_NSAID,
    /** Digoxin, tenofovir disoproxil. */
    NSAID_INTERACTION_WEAK,
    ACE_INHIBITOR_OR_ARB,
    DIURETIC,
    /** Metamizole and its relatives. */
    PYRAZOLONE,
    /** Sacubitril: given for heart failure only. */
    HEART_FAILURE_DRUG,
    ANTIARRHYTHMIC,
    /** Drugs that lengthen QT or slow the heart, as far as the exclusions list them. */
    QT_OR_RATE,
    ANTITHYROID,
    ANTICHOLINERGIC,
    MAO_INHIBITOR,
    TRICYCLIC,
    /** Tramadol, meperidine, tricyclics. */
    SEROTONERGIC_STRONG,
    /** The other serotonergic drugs. */
    SEROTONERGIC,
    /** SSRI, SNRI, vilazodone, vortioxetine: bleeding with NSAIDs. */
    SEROTONIN_REUPTAKE_INHIBITOR,
    GUANETHIDINE,
    /** Pyridostigmine: given for myasthenia gravis. */
    MYASTHENIA_TREATMENT,
    /** Fluvoxamine, ciprofloxacin. */
    TIZANIDINE_INTERACTION,
    /** Probenecid, pentoxifylline. */
    KETOROLAC_INTERACTION
}
