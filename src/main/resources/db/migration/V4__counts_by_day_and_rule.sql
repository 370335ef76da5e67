-- Analytics reads sums instead of every finding: one row per day (UTC), rule, versions, client, tenant and what became of
-- the findings. Written in the transactions that record calls and link answers. An empty tenant means the client named none.

CREATE TABLE rule_count (
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
            SELECT fired_on, rule, rule_version, content_version, client, COALESCE(tenant, ''), fate, '', NULL
            FROM firing
            WHERE fate <> 'shown') AS finding
      GROUP BY counted_on, rule, rule_version, content_version, client, tenant, fate, detail, tenths) AS class
GROUP BY counted_on, rule, rule_version, content_version, client, tenant, fate, detail;

DROP INDEX card_finding_issued_on;
DROP INDEX firing_fired_on;
ALTER TABLE firing DROP COLUMN fired_on;

-- Findings that are silent since somebody had considered them are looked for every two seconds.
CREATE INDEX card_finding_reason ON card_finding (reason, outcome_at);

-- Exports read page by page in this order.
DROP INDEX feedback_received_at;
CREATE INDEX feedback_arrival ON feedback (received_at, id);

-- The latest comments, which may be few among many answers.
ALTER TABLE feedback ADD COLUMN commented BOOLEAN DEFAULT FALSE NOT NULL;
UPDATE feedback SET commented = TRUE WHERE user_comment IS NOT NULL;
CREATE INDEX feedback_commented ON feedback (commented, received_at, id);
