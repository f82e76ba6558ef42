-- Where the activities of workflows take requests. A new token makes the old one void.
CREATE TABLE "hub_workflow_address" (
    "type_id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "made_utc" TEXT NOT NULL,
    "until_utc" TEXT NOT NULL,
    "asked_utc" TEXT NULL,
    CONSTRAINT "PK_hub_workflow_address" PRIMARY KEY ("type_id", "activity_id")
);
