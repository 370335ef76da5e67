-- What the tables lack: one row per day (UTC) and code that kept a drug from being offered or a draft from being judged. No
-- client, no tenant and no patient, and no words: only what has the shape of a code. The rows of a day are bounded.

CREATE TABLE unknown_code (
    counted_on  DATE NOT NULL,
    -- problem, allergy, order, result or draft
    kind        VARCHAR(10) NOT NULL,
    -- As a value set names it; empty where there is none that may be kept.
    code_system VARCHAR(120) NOT NULL,
    -- As a value set holds it; with a space in it: no code, unreadable code, further codes.
    code        VARCHAR(40) NOT NULL,
    -- offer or refused
    effect      VARCHAR(10) NOT NULL,
    calls       BIGINT NOT NULL,
    PRIMARY KEY (counted_on, kind, code_system, code, effect)
);
