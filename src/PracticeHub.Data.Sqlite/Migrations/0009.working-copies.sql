CREATE TABLE "contents_working_copy" (
    "user_id" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "fields" TEXT NULL,
    "typed_utc" TEXT NULL,
    "seen_utc" TEXT NOT NULL,
    CONSTRAINT "PK_contents_working_copy" PRIMARY KEY ("user_id", "place")
);

CREATE INDEX "ix_contents_working_copy_place_seen_utc" ON "contents_working_copy" ("place", "seen_utc");
