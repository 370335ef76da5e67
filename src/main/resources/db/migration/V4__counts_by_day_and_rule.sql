-- Analytics reads sums instead of every finding: one row per day (UTC), rule, versions, client, tenant and what became of
-- the findings. Written in the transactions that record calls and link answers. An empty tenant means the client named none.
--
-- H2 keeps each statement that changes the schema, whatever becomes of the next. This takes a while where there are many
-- findings, so every statement may be repeated: a service that ended in the middle begins again at the next start.

CREATE TABLE IF NOT EXISTS rule_count (
    counted_on      DATE NOT NULL,
    rule            VARCHAR(60) NOT NULL,
    rule_version    VARCHAR(40) NOT NULL,
    content_version VARCHAR(64) NOT NULL,
    client          VARCHAR(200) NOT NULL,
    tenant          VARCHAR(200) NOT NULL,
    -- unanswered, accepted or overridden of what was shown; else shadowed, snoozed or left-out
    fate            VARCHAR(12) NOT NULL,
    -- Kind of the accepted suggestion or code of the override reason; empty when there is none. Shorter than in
    -- card_finding: the whole key must fit into one entry of an index.
    detail          VARCHAR(100) NOT NULL,
    findings        BIGINT NOT NULL,
    -- How long the answers took: "205*3 1200*1" are three after 20.5 seconds and one after two minutes.
    answered        VARCHAR NOT NULL,
    PRIMARY KEY (counted_on, rule, rule_version, content_version, client, tenant, fate, detail)
);

DELETE FROM rule_count;
INSERT INTO rule_count (counted_on, rule, rule_version, content_version, client, tenant, fate, detail, findings, answered)
SELECT counted_on, rule, rule_version, content_version, client, tenant, fate, detail, SUM(findings),
       COALESCE(STRING_AGG(CAST(tenths AS VARCHAR(20)) || '*' || CAST(findings AS VARCHAR(20)), ' '), '')
FROM (SELECT counted_on, rule, rule_version, content_version, client, tenant, fate, detail, tenths, COUNT(*) AS findings
      FROM (SELECT issued_on AS counted_on,
                   rule,
                   rule_version,
                   content_version,
                   client,
                   COALESCE(tenant, '') AS tenant,
                   COALESCE(outcome, 'unanswered') AS fate,
                   CASE outcome
                       WHEN 'accepted' THEN SUBSTRING(COALESCE(kind, '') FROM 1 FOR 100)
                       WHEN 'overridden' THEN SUBSTRING(COALESCE(reason, '') FROM 1 FOR 100)
                       ELSE '' END AS detail,
                   -- Coarser the longer it took; AnswerTimes does the same.
                   CASE
                       WHEN answered_ms < 100000 THEN (answered_ms + 50) / 100
                       WHEN answered_ms < 1000000 THEN (answered_ms + 500) / 1000 * 10
                       WHEN answered_ms < 10000000 THEN (answered_ms + 5000) / 10000 * 100
                       WHEN answered_ms < 100000000 THEN (answered_ms + 50000) / 100000 * 1000
                       ELSE (answered_ms + 500000) / 1000000 * 10000 END AS tenths
            FROM card_finding
            UNION ALL
            SELECT CAST(fired_at AT TIME ZONE 'UTC' AS DATE), rule, rule_version, content_version, client, COALESCE(tenant, ''), fate, '', NULL
            FROM firing
            WHERE fate <> 'shown') AS finding
      GROUP BY counted_on, rule, rule_version, content_version, client, tenant, fate, detail, tenths) AS class
GROUP BY counted_on, rule, rule_version, content_version, client, tenant, fate, detail;

DROP INDEX IF EXISTS card_finding_issued_on;
DROP INDEX IF EXISTS firing_fired_on;
ALTER TABLE firing DROP COLUMN IF EXISTS fired_on;

-- Findings that are silent since somebody had considered them are looked for every two seconds.
CREATE INDEX IF NOT EXISTS card_finding_reason ON card_finding (reason, outcome_at);

-- Exports read page by page in this order.
DROP INDEX IF EXISTS feedback_received_at;
CREATE INDEX IF NOT EXISTS feedback_arrival ON feedback (received_at, id);

-- The latest comments, which may be few among many answers.
ALTER TABLE feedback ADD COLUMN IF NOT EXISTS commented BOOLEAN DEFAULT FALSE NOT NULL;
UPDATE feedback SET commented = TRUE WHERE user_comment IS NOT NULL;
CREATE INDEX IF NOT EXISTS feedback_commented ON feedback (commented, received_at, id);
