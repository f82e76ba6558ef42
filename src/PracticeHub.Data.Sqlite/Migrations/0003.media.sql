CREATE TABLE "media_file" (
    "path" TEXT NOT NULL CONSTRAINT "PK_media_file" PRIMARY KEY,
    "content_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "content_type" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL
);

CREATE TABLE "media_chunk" (
    "content_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BLOB NOT NULL,
    CONSTRAINT "PK_media_chunk" PRIMARY KEY ("content_id", "number")
);

CREATE TABLE "media_use" (
    "path" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "is_granted" INTEGER NOT NULL,
    CONSTRAINT "PK_media_use" PRIMARY KEY ("path", "item_id")
);

CREATE INDEX "ix_media_use_item_id" ON "media_use" ("item_id");
