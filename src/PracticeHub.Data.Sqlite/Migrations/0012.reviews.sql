-- Who is away, and who stands in meanwhile.
ALTER TABLE hub_user ADD COLUMN away_from_utc TEXT NULL;
ALTER TABLE hub_user ADD COLUMN away_until_utc TEXT NULL;
ALTER TABLE hub_user ADD COLUMN deputy_id TEXT NULL;

-- The rules of a review as they were when it began; how its last round ended, and until when that can be taken back.
ALTER TABLE reviews_request ADD COLUMN claim_hours INTEGER NOT NULL DEFAULT 48;
ALTER TABLE reviews_request ADD COLUMN undo_seconds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reviews_request ADD COLUMN decided_by_id TEXT NULL;
ALTER TABLE reviews_request ADD COLUMN settles_utc TEXT NULL;
ALTER TABLE reviews_request ADD COLUMN level TEXT NOT NULL DEFAULT 'Community';

CREATE TABLE reviews_turn (
    id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    round INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    stands_in_for_id TEXT NULL,
    since_utc TEXT NOT NULL,
    until_utc TEXT NOT NULL,
    claimed_utc TEXT NULL,
    ended_utc TEXT NULL,
    reminders INTEGER NOT NULL,
    reminded_utc TEXT NULL,
    CONSTRAINT "PK_reviews_turn" PRIMARY KEY (id)
);

CREATE INDEX ix_reviews_turn_request_id_ended_utc ON reviews_turn (request_id, ended_utc);
CREATE INDEX ix_reviews_turn_user_id_ended_utc ON reviews_turn (user_id, ended_utc);

CREATE TABLE reviews_comment (
    id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    version_id TEXT NOT NULL,
    field TEXT NOT NULL,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    note TEXT NOT NULL,
    at_utc TEXT NOT NULL,
    done_utc TEXT NULL,
    done_by_id TEXT NULL,
    CONSTRAINT "PK_reviews_comment" PRIMARY KEY (id)
);

CREATE INDEX ix_reviews_comment_request_id ON reviews_comment (request_id);

CREATE TABLE reviews_look (
    request_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    version_id TEXT NOT NULL,
    before_version_id TEXT NULL,
    at_utc TEXT NOT NULL,
    CONSTRAINT "PK_reviews_look" PRIMARY KEY (request_id, user_id)
);

-- The record: rows are added, and never changed or taken away again.
CREATE TABLE reviews_record (
    id INTEGER NOT NULL CONSTRAINT "PK_reviews_record" PRIMARY KEY AUTOINCREMENT,
    item_id TEXT NOT NULL,
    community_id TEXT NULL,
    request_id TEXT NULL,
    round INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    deed TEXT NOT NULL,
    version_id TEXT NULL,
    note TEXT NOT NULL,
    next_step TEXT NOT NULL,
    criteria_met TEXT NOT NULL,
    to_user_id TEXT NULL,
    at_utc TEXT NOT NULL
);

INSERT INTO reviews_record (item_id, community_id, request_id, round, user_id, deed, version_id, note, next_step, criteria_met, at_utc)
SELECT old.item_id, old.community_id, old.request_id, old.round, old.user_id, old.deed, old.version_id, old.note, '', old.criteria_met, old.at_utc FROM (
    SELECT r.item_id, r.community_id, d.request_id, d.round, d.user_id, d.verdict AS deed, d.version_id, d.note, d.criteria_met, d.at_utc
      FROM reviews_decision d JOIN reviews_request r ON r.id = d.request_id
    UNION ALL
    SELECT p.item_id, c.community_id, NULL, 0, p.by_id, 'Promoted', NULL, p.reason, '', p.at_utc FROM reviews_promotion p LEFT JOIN hub_card c ON c.item_id = p.item_id
    UNION ALL
    SELECT p.item_id, c.community_id, NULL, 0, p.withdrawn_by_id, 'Demoted', NULL, p.withdrawn_reason, '', p.withdrawn_utc
      FROM reviews_promotion p LEFT JOIN hub_card c ON c.item_id = p.item_id WHERE p.withdrawn_utc IS NOT NULL
    UNION ALL
    SELECT v.item_id, c.community_id, NULL, 0, v.by_id, 'Verified', NULL, v.note, '', v.at_utc FROM reviews_verification v LEFT JOIN hub_card c ON c.item_id = v.item_id
) AS old ORDER BY old.at_utc, old.deed DESC;

DROP TABLE reviews_decision;

CREATE INDEX ix_reviews_record_item_id_id ON reviews_record (item_id, id);
CREATE INDEX ix_reviews_record_request_id_id ON reviews_record (request_id, id);
CREATE INDEX ix_reviews_record_community_id_id ON reviews_record (community_id, id);
CREATE INDEX ix_reviews_record_user_id_at_utc ON reviews_record (user_id, at_utc);

CREATE TRIGGER "reviews_record_unchanged" BEFORE UPDATE ON "reviews_record"
BEGIN
  SELECT RAISE(ABORT, 'What stands in the record of reviews is never changed.');
END;

CREATE TRIGGER "reviews_record_kept" BEFORE DELETE ON "reviews_record"
BEGIN
  SELECT RAISE(ABORT, 'What stands in the record of reviews is never changed.');
END;

CREATE TABLE reviews_standing (
    item_id TEXT NOT NULL,
    risk TEXT NULL,
    nominated_utc TEXT NULL,
    archive_utc TEXT NULL,
    kept_utc TEXT NULL,
    retired_utc TEXT NULL,
    successor_id TEXT NULL,
    CONSTRAINT "PK_reviews_standing" PRIMARY KEY (item_id)
);

CREATE INDEX ix_reviews_standing_archive_utc ON reviews_standing (archive_utc);
CREATE INDEX ix_reviews_standing_successor_id ON reviews_standing (successor_id);
