ALTER TABLE "media_file" ADD COLUMN "folder" TEXT NOT NULL DEFAULT '';
ALTER TABLE "media_file" ADD COLUMN "alt" TEXT NOT NULL DEFAULT '';
ALTER TABLE "media_file" ADD COLUMN "width" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "media_file" ADD COLUMN "height" INTEGER NOT NULL DEFAULT 0;
UPDATE "media_file" SET "folder" = rtrim(rtrim("path", replace("path", '/', '')), '/');
CREATE INDEX "ix_media_file_folder_path" ON "media_file" ("folder", "path");

CREATE TABLE "media_folder" (
    "path" TEXT NOT NULL CONSTRAINT "PK_media_folder" PRIMARY KEY,
    "parent" TEXT NOT NULL
);

CREATE INDEX "ix_media_folder_parent_path" ON "media_folder" ("parent", "path");

WITH RECURSIVE above("path") AS (
    SELECT "folder" FROM "media_file" WHERE "folder" <> ''
    UNION SELECT rtrim(rtrim("path", replace("path", '/', '')), '/') FROM above WHERE "path" LIKE '%/%'
)
INSERT INTO "media_folder" ("path", "parent") SELECT "path", rtrim(rtrim("path", replace("path", '/', '')), '/') FROM above;
