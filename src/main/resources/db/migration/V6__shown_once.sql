-- While a clinician changes a draft, the same card is shown again with every call. Both are counted: each time it was shown,
-- and the showings of one draft that follow each other closely as one, an episode.
-- H2 keeps each statement that changes the schema, so every statement may be repeated.

-- One row per finding on a card. One that was recorded before this table was there is an episode of its own, without a row.
CREATE TABLE IF NOT EXISTS card_showing (
    card     UUID NOT NULL REFERENCES card ON DELETE CASCADE,
    place    INTEGER NOT NULL,
    -- Keyed hash of what the finding is about and of the draft: the same finding about the same draft has the same one.
    showing  VARCHAR(32) NOT NULL,
    shown_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    episode  UUID NOT NULL,
    -- One finding stands for its episode: the one with the best answer, accepted before overridden before none.
    counted  BOOLEAN NOT NULL,
    PRIMARY KEY (card, place)
);
CREATE INDEX IF NOT EXISTS card_showing_showing ON card_showing (showing, shown_at);
CREATE INDEX IF NOT EXISTS card_showing_episode ON card_showing (episode, counted);

-- How many of the findings stand for their episode.
ALTER TABLE rule_count ADD COLUMN IF NOT EXISTS episodes BIGINT DEFAULT 0 NOT NULL;
UPDATE rule_count SET episodes = findings;

-- An answer that was accepted stays so when the card is dismissed later: those that a dismissal has replaced are linked anew.
UPDATE feedback SET linked = FALSE
WHERE outcome = 'accepted'
  AND linked = TRUE
  AND EXISTS (SELECT 1 FROM card_finding f WHERE f.card = feedback.card AND f.outcome = 'overridden');
