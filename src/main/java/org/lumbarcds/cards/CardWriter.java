package org.lumbarcds.cards;

import java.util.List;
import org.lumbarcds.guideline.engine.Evaluation;

/** Turns what the rules say into cards. Stateless and safe for concurrent use. */
public interface CardWriter {

    /** The cards of a call, gravest first; empty when no rule that is on found anything and none failed. */
    List<WrittenCard> write(Evaluation evaluation, CardContext context);

    /** The card that says what is undecided, in place of a refusal; of an evaluation that found nothing and is undecided. */
    WrittenCard undecided(Evaluation evaluation);
}
