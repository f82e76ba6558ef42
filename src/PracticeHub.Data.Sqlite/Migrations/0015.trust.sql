-- When an item came to say something else than what was verified.
ALTER TABLE "reviews_standing" ADD COLUMN "changed_utc" TEXT NULL;

-- What somebody calls a small change of something trusted, to which leaders may object.
CREATE TABLE "reviews_rewording" (
    "id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "community_id" TEXT NULL,
    "before_version_id" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "changed" INTEGER NOT NULL,
    "words" INTEGER NOT NULL,
    "at_utc" TEXT NOT NULL,
    "until_utc" TEXT NOT NULL,
    "objected_utc" TEXT NULL,
    CONSTRAINT "PK_reviews_rewording" PRIMARY KEY ("id")
);

CREATE INDEX "ix_reviews_rewording_item_id_at_utc" ON "reviews_rewording" ("item_id", "at_utc");
CREATE INDEX "ix_reviews_rewording_community_id_until_utc" ON "reviews_rewording" ("community_id", "until_utc");

-- What a reader suggests that a text should say; open while nobody has answered, and then one of each reader.
CREATE TABLE "reviews_proposal" (
    "id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "open_item_id" TEXT NULL,
    "by_id" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "texts" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "settled_utc" TEXT NULL,
    "settled_by_id" TEXT NULL,
    "answer" TEXT NULL,
    CONSTRAINT "PK_reviews_proposal" PRIMARY KEY ("id")
);

CREATE INDEX "ix_reviews_proposal_item_id" ON "reviews_proposal" ("item_id");
CREATE UNIQUE INDEX "ix_reviews_proposal_open_item_id_by_id" ON "reviews_proposal" ("open_item_id", "by_id");
