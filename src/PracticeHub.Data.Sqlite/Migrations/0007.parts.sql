-- When items are published and archived by themselves.
CREATE TABLE "hub_schedule" (
    "item_id" TEXT NOT NULL,
    "deed" TEXT NOT NULL,
    "due_utc" TEXT NOT NULL,
    "wake_utc" TEXT NULL,
    "by_id" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "fault" TEXT NULL,
    CONSTRAINT "PK_hub_schedule" PRIMARY KEY ("item_id", "deed")
);

CREATE INDEX "ix_hub_schedule_wake_utc" ON "hub_schedule" ("wake_utc");

-- What the head of an item's page says.
ALTER TABLE "hub_rendering" ADD COLUMN "head" TEXT NULL;

-- The languages that an item can be read in.
CREATE TABLE "hub_translation" (
    "item_id" TEXT NOT NULL CONSTRAINT "PK_hub_translation" PRIMARY KEY,
    "set_id" TEXT NOT NULL,
    "culture" TEXT NOT NULL
);

CREATE INDEX "ix_hub_translation_set_id" ON "hub_translation" ("set_id");

-- The address of a term below its taxonomy.
ALTER TABLE "hub_term" ADD COLUMN "slug" TEXT NOT NULL DEFAULT '';
UPDATE "hub_term" SET "slug" = replace(lower(substr("title", 1, 200)), ' ', '-');
CREATE INDEX "ix_hub_term_taxonomy_id_slug" ON "hub_term" ("taxonomy_id", "slug");
