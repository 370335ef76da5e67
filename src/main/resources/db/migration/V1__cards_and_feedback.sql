-- The cards a call issued, without clinical data, and what clients said of them.
-- H2 and PostgreSQL read the same text. Times are instants; a null tenant means the client named none.

CREATE TABLE card (
    uuid            UUID PRIMARY KEY,
    issued_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    client          VARCHAR(200) NOT NULL,
    tenant          VARCHAR(200),
    service         VARCHAR(40) NOT NULL,
    hook            VARCHAR(40) NOT NULL,
    hook_instance   VARCHAR(200),
    -- Keyed hash of client, tenant and patient id.
    patient         VARCHAR(32),
    -- Who was shown the card; kept only where the client allows it.
    user_id         VARCHAR(200),
    content_version VARCHAR(64) NOT NULL
);
CREATE INDEX card_issued_at ON card (issued_at);

-- The gravest finding of a card has place 0. A card without findings tells of a check that could not run.
CREATE TABLE card_finding (
    card      UUID NOT NULL REFERENCES card ON DELETE CASCADE,
    place     INTEGER NOT NULL,
    rule      VARCHAR(60) NOT NULL,
    indicator VARCHAR(10) NOT NULL,
    -- Keyed hash of patient, rule and drug: the same finding about the same drug of the same patient.
    subject   VARCHAR(32) NOT NULL,
    PRIMARY KEY (card, place)
);
CREATE INDEX card_finding_subject ON card_finding (subject);

CREATE TABLE card_suggestion (
    card  UUID NOT NULL REFERENCES card ON DELETE CASCADE,
    place INTEGER NOT NULL,
    uuid  VARCHAR(200) NOT NULL,
    -- remove, replace, update, start or order
    kind  VARCHAR(20) NOT NULL,
    PRIMARY KEY (card, place)
);

-- The id is a digest of client, card, outcome, time, accepted suggestions, reason and comment: the same entry has the same
-- id, so it can't be kept twice. No reference to card: feedback on a card that is not known here is kept too.
CREATE TABLE feedback (
    id             UUID PRIMARY KEY,
    received_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    client         VARCHAR(200) NOT NULL,
    tenant         VARCHAR(200),
    service        VARCHAR(40) NOT NULL,
    card           UUID NOT NULL,
    -- accepted or overridden
    outcome        VARCHAR(12) NOT NULL,
    outcome_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    reason_system  VARCHAR(500),
    reason_code    VARCHAR(200),
    reason_display VARCHAR(1000),
    user_comment   VARCHAR(10000)
);
CREATE INDEX feedback_card ON feedback (card);
CREATE INDEX feedback_received_at ON feedback (received_at);

CREATE TABLE feedback_suggestion (
    feedback   UUID NOT NULL REFERENCES feedback ON DELETE CASCADE,
    suggestion VARCHAR(200) NOT NULL,
    PRIMARY KEY (feedback, suggestion)
);

-- Feedback with its mark. A card is recorded a little after its call was answered, so the mark is found when it is asked
-- for: matched when the card was issued, and to this very client.
CREATE VIEW marked_feedback AS
SELECT f.id,
       f.received_at,
       f.client,
       f.tenant,
       f.service,
       f.card,
       f.outcome,
       f.outcome_at,
       f.reason_system,
       f.reason_code,
       f.reason_display,
       f.user_comment,
       (c.uuid IS NOT NULL) AS matched
FROM feedback f
         LEFT JOIN card c ON c.uuid = f.card AND c.client = f.client;
