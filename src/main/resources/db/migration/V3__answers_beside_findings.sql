-- Analytics reads one table: what became of each finding that was shown stands beside it, with what findings are counted by.
-- Days are UTC days.

ALTER TABLE card_finding ADD COLUMN issued_on DATE;
ALTER TABLE card_finding ADD COLUMN client VARCHAR(200);
ALTER TABLE card_finding ADD COLUMN tenant VARCHAR(200);
ALTER TABLE card_finding ADD COLUMN content_version VARCHAR(64);
-- Of the rule; empty where it was not kept yet.
ALTER TABLE card_finding ADD COLUMN rule_version VARCHAR(40) DEFAULT '' NOT NULL;
-- The latest answer to the card: accepted, overridden, or null while there is none.
ALTER TABLE card_finding ADD COLUMN outcome VARCHAR(12);
ALTER TABLE card_finding ADD COLUMN outcome_at TIMESTAMP(6) WITH TIME ZONE;
-- From the card's issue to the answer; never negative, whatever the client's clock says.
ALTER TABLE card_finding ADD COLUMN answered_ms BIGINT;
-- Code of the override reason; none when nobody gave one.
ALTER TABLE card_finding ADD COLUMN reason VARCHAR(200);
-- Kind of the suggestion that was accepted.
ALTER TABLE card_finding ADD COLUMN kind VARCHAR(20);

UPDATE card_finding SET
    issued_on = (SELECT CAST(c.issued_at AT TIME ZONE 'UTC' AS DATE) FROM card c WHERE c.uuid = card_finding.card),
    client = (SELECT c.client FROM card c WHERE c.uuid = card_finding.card),
    tenant = (SELECT c.tenant FROM card c WHERE c.uuid = card_finding.card),
    content_version = (SELECT c.content_version FROM card c WHERE c.uuid = card_finding.card);

ALTER TABLE card_finding ALTER COLUMN issued_on SET NOT NULL;
ALTER TABLE card_finding ALTER COLUMN client SET NOT NULL;
ALTER TABLE card_finding ALTER COLUMN content_version SET NOT NULL;
CREATE INDEX card_finding_issued_on ON card_finding (issued_on);

ALTER TABLE firing ADD COLUMN fired_on DATE;
ALTER TABLE firing ADD COLUMN rule_version VARCHAR(40) DEFAULT '' NOT NULL;
UPDATE firing SET fired_on = CAST(fired_at AT TIME ZONE 'UTC' AS DATE);
ALTER TABLE firing ALTER COLUMN fired_on SET NOT NULL;
CREATE INDEX firing_fired_on ON firing (fired_on);

-- Whether an answer stands beside its findings already. A card may be recorded after its answer.
ALTER TABLE feedback ADD COLUMN linked BOOLEAN DEFAULT FALSE NOT NULL;
CREATE INDEX feedback_linked ON feedback (linked, received_at, id);
