CREATE TABLE "hub_list_place" (
    "item_id" TEXT NOT NULL,
    "list_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "PK_hub_list_place" PRIMARY KEY ("item_id")
);

CREATE INDEX "ix_hub_list_place_list_id_position_item_id" ON "hub_list_place" ("list_id", "position", "item_id");
