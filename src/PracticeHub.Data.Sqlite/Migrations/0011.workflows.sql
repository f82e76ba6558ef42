CREATE TABLE "workflows_draft" (
    "type_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "base_version" INTEGER NOT NULL,
    "document" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    CONSTRAINT "PK_workflows_draft" PRIMARY KEY ("type_id", "user_id")
);

CREATE TABLE "hub_workflow_effect" (
    "effect_id" TEXT NOT NULL CONSTRAINT "PK_hub_workflow_effect" PRIMARY KEY,
    "workflow_id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "next_utc" TEXT NOT NULL,
    "depth" INTEGER NOT NULL
);

CREATE INDEX "ix_hub_workflow_effect_next_utc" ON "hub_workflow_effect" ("next_utc");
