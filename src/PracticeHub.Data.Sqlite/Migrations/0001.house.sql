CREATE TABLE "communities_request" (
    "community_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "invited_by_id" TEXT NULL,
    "words" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "declined_utc" TEXT NULL,
    "answer" TEXT NOT NULL,
    CONSTRAINT "PK_communities_request" PRIMARY KEY ("community_id", "user_id")
);


CREATE TABLE "engagement_comment" (
    "id" TEXT NOT NULL CONSTRAINT "PK_engagement_comment" PRIMARY KEY,
    "item_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "markdown" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "edited_utc" TEXT NULL,
    "removed_by_id" TEXT NULL,
    "removed_reason" TEXT NULL,
    "removed_utc" TEXT NULL
);


CREATE TABLE "engagement_outcome" (
    "item_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    CONSTRAINT "PK_engagement_outcome" PRIMARY KEY ("item_id", "user_id")
);


CREATE TABLE "engagement_save" (
    "user_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    CONSTRAINT "PK_engagement_save" PRIMARY KEY ("user_id", "item_id")
);


CREATE TABLE "engagement_thanks" (
    "item_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    CONSTRAINT "PK_engagement_thanks" PRIMARY KEY ("item_id", "user_id")
);


CREATE TABLE "hub_activity" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_hub_activity" PRIMARY KEY AUTOINCREMENT,
    "transaction_id" INTEGER NOT NULL DEFAULT 0,
    "verb" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "item_id" TEXT NULL,
    "content_type" TEXT NULL,
    "community_id" TEXT NULL,
    "at_utc" TEXT NOT NULL,
    "data" TEXT NULL,
    "depth" INTEGER NOT NULL
);


CREATE TABLE "hub_card" (
    "item_id" TEXT NOT NULL CONSTRAINT "PK_hub_card" PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "community_id" TEXT NULL,
    "community_title" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "owner_name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reader_key" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "listed_utc" TEXT NOT NULL,
    "modified_utc" TEXT NOT NULL,
    "topics" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "url" TEXT NULL,
    "promotion" TEXT NOT NULL,
    "verified_until_utc" TEXT NULL,
    "comments" INTEGER NOT NULL,
    "thanks" INTEGER NOT NULL,
    "saves" INTEGER NOT NULL,
    "worked" INTEGER NOT NULL,
    "partly" INTEGER NOT NULL,
    "not_worked" INTEGER NOT NULL
);


CREATE TABLE "hub_community" (
    "id" TEXT NOT NULL CONSTRAINT "PK_hub_community" PRIMARY KEY,
    "title" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "openness" TEXT NOT NULL
);


CREATE TABLE "hub_cursor" (
    "name" TEXT NOT NULL CONSTRAINT "PK_hub_cursor" PRIMARY KEY,
    "transaction_id" INTEGER NOT NULL,
    "activity_id" INTEGER NOT NULL
);


CREATE TABLE "hub_document" (
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "PK_hub_document" PRIMARY KEY ("kind", "name")
);


CREATE TABLE "hub_follow" (
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    CONSTRAINT "PK_hub_follow" PRIMARY KEY ("user_id", "kind", "target_id")
);


CREATE TABLE "hub_item" (
    "item_id" TEXT NOT NULL CONSTRAINT "PK_hub_item" PRIMARY KEY,
    "type" TEXT NOT NULL,
    "latest_version_id" TEXT NOT NULL,
    "published_version_id" TEXT NULL,
    "versions" INTEGER NOT NULL
);


CREATE TABLE "hub_item_term" (
    "term_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "listed_utc" TEXT NOT NULL,
    "is_direct" INTEGER NOT NULL,
    CONSTRAINT "PK_hub_item_term" PRIMARY KEY ("item_id", "term_id")
);


CREATE TABLE "hub_link" (
    "from_id" TEXT NOT NULL,
    "to_id" TEXT NOT NULL,
    "relation" TEXT NOT NULL,
    CONSTRAINT "PK_hub_link" PRIMARY KEY ("from_id", "to_id", "relation")
);


CREATE TABLE "hub_membership" (
    "community_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "since_utc" TEXT NOT NULL,
    "role_until_utc" TEXT NULL,
    CONSTRAINT "PK_hub_membership" PRIMARY KEY ("user_id", "community_id")
);


CREATE TABLE "hub_rendering" (
    "item_id" TEXT NOT NULL CONSTRAINT "PK_hub_rendering" PRIMARY KEY,
    "html" TEXT NOT NULL
);


CREATE TABLE "hub_role" (
    "id" TEXT NOT NULL CONSTRAINT "PK_hub_role" PRIMARY KEY,
    "description" TEXT NOT NULL,
    "name" TEXT NULL,
    "normalized_name" TEXT NULL,
    "concurrency_stamp" TEXT NULL
);


CREATE TABLE "hub_search" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_hub_search" PRIMARY KEY AUTOINCREMENT,
    "item_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "title_words" TEXT NOT NULL,
    "body_words" TEXT NOT NULL,
    "topic_words" TEXT NOT NULL
);


CREATE TABLE "hub_tally" (
    "reader_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "community_id" TEXT NOT NULL,
    "term_id" TEXT NOT NULL,
    "items" INTEGER NOT NULL,
    CONSTRAINT "PK_hub_tally" PRIMARY KEY ("reader_key", "kind", "community_id", "term_id")
);


CREATE TABLE "hub_term" (
    "id" TEXT NOT NULL CONSTRAINT "PK_hub_term" PRIMARY KEY,
    "taxonomy_id" TEXT NOT NULL,
    "parent_id" TEXT NULL,
    "title" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "lineage" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "document" TEXT NOT NULL
);


CREATE TABLE "hub_term_name" (
    "term_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "taxonomy_id" TEXT NOT NULL,
    "is_title" INTEGER NOT NULL,
    CONSTRAINT "PK_hub_term_name" PRIMARY KEY ("term_id", "key")
);


CREATE TABLE "hub_user" (
    "id" TEXT NOT NULL CONSTRAINT "PK_hub_user" PRIMARY KEY,
    "display_name" TEXT NOT NULL,
    "job_title" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "culture" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "is_enabled" INTEGER NOT NULL,
    "is_demo" INTEGER NOT NULL,
    "joined_utc" TEXT NOT NULL,
    "user_name" TEXT NULL,
    "normalized_user_name" TEXT NULL,
    "email" TEXT NULL,
    "normalized_email" TEXT NULL,
    "email_confirmed" INTEGER NOT NULL,
    "password_hash" TEXT NULL,
    "security_stamp" TEXT NULL,
    "concurrency_stamp" TEXT NULL,
    "phone_number" TEXT NULL,
    "phone_number_confirmed" INTEGER NOT NULL,
    "two_factor_enabled" INTEGER NOT NULL,
    "lockout_end" TEXT NULL,
    "lockout_enabled" INTEGER NOT NULL,
    "access_failed_count" INTEGER NOT NULL
);


CREATE TABLE "hub_version" (
    "version_id" TEXT NOT NULL CONSTRAINT "PK_hub_version" PRIMARY KEY,
    "item_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "document" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "note" TEXT NULL
);


CREATE TABLE "hub_wait" (
    "user_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "since_utc" TEXT NOT NULL,
    "due_utc" TEXT NULL,
    CONSTRAINT "PK_hub_wait" PRIMARY KEY ("user_id", "reason", "item_id")
);


CREATE TABLE "hub_workflow" (
    "workflow_id" TEXT NOT NULL CONSTRAINT "PK_hub_workflow" PRIMARY KEY,
    "type_id" TEXT NOT NULL,
    "type_version" INTEGER NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "created_utc" TEXT NOT NULL,
    "ended_utc" TEXT NULL,
    "fault_message" TEXT NULL,
    "fault_activity_id" TEXT NULL,
    "attempts" INTEGER NOT NULL,
    "bursts" INTEGER NOT NULL,
    "wake_utc" TEXT NULL
);


CREATE TABLE "hub_workflow_bookmark" (
    "workflow_id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "since_utc" TEXT NOT NULL,
    "due_utc" TEXT NULL,
    CONSTRAINT "PK_hub_workflow_bookmark" PRIMARY KEY ("workflow_id", "activity_id")
);


CREATE TABLE "hub_workflow_event" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_hub_workflow_event" PRIMARY KEY AUTOINCREMENT,
    "workflow_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "activity_id" TEXT NULL,
    "input" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "depth" INTEGER NOT NULL
);


CREATE TABLE "hub_workflow_stay" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_hub_workflow_stay" PRIMARY KEY AUTOINCREMENT,
    "workflow_id" TEXT NOT NULL,
    "type_id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "since_utc" TEXT NOT NULL,
    "until_utc" TEXT NOT NULL
);


CREATE TABLE "hub_workflow_type" (
    "type_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "is_enabled" INTEGER NOT NULL,
    "document" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    CONSTRAINT "PK_hub_workflow_type" PRIMARY KEY ("type_id", "version")
);


CREATE TABLE "people_offer" (
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    CONSTRAINT "PK_people_offer" PRIMARY KEY ("user_id", "role")
);


CREATE TABLE "people_topic" (
    "user_id" TEXT NOT NULL,
    "term_id" TEXT NOT NULL,
    CONSTRAINT "PK_people_topic" PRIMARY KEY ("user_id", "term_id")
);


CREATE TABLE "reviews_decision" (
    "request_id" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "user_id" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "criteria_met" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    CONSTRAINT "PK_reviews_decision" PRIMARY KEY ("request_id", "round", "user_id")
);


CREATE TABLE "reviews_promotion" (
    "id" TEXT NOT NULL CONSTRAINT "PK_reviews_promotion" PRIMARY KEY,
    "item_id" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "withdrawn_utc" TEXT NULL,
    "withdrawn_by_id" TEXT NULL,
    "withdrawn_reason" TEXT NULL
);


CREATE TABLE "reviews_request" (
    "id" TEXT NOT NULL CONSTRAINT "PK_reviews_request" PRIMARY KEY,
    "item_id" TEXT NOT NULL,
    "open_item_id" TEXT NULL,
    "community_id" TEXT NOT NULL,
    "submitted_by" TEXT NOT NULL,
    "submitted_utc" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "due_utc" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "needed" INTEGER NOT NULL,
    "asked" INTEGER NOT NULL,
    "criteria" TEXT NOT NULL,
    "verify_days" INTEGER NOT NULL,
    "reminders" INTEGER NOT NULL,
    "escalated_utc" TEXT NULL,
    "ended_utc" TEXT NULL
);


CREATE TABLE "reviews_verification" (
    "id" TEXT NOT NULL CONSTRAINT "PK_reviews_verification" PRIMARY KEY,
    "item_id" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "at_utc" TEXT NOT NULL,
    "until_utc" TEXT NOT NULL
);


CREATE TABLE "hub_role_claims" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_hub_role_claims" PRIMARY KEY AUTOINCREMENT,
    "role_id" TEXT NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "FK_hub_role_claims_hub_role_role_id" FOREIGN KEY ("role_id") REFERENCES "hub_role" ("id") ON DELETE CASCADE
);


CREATE TABLE "hub_user_claims" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_hub_user_claims" PRIMARY KEY AUTOINCREMENT,
    "user_id" TEXT NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "FK_hub_user_claims_hub_user_user_id" FOREIGN KEY ("user_id") REFERENCES "hub_user" ("id") ON DELETE CASCADE
);


CREATE TABLE "hub_user_logins" (
    "login_provider" TEXT NOT NULL,
    "provider_key" TEXT NOT NULL,
    "provider_display_name" TEXT NULL,
    "user_id" TEXT NOT NULL,
    CONSTRAINT "PK_hub_user_logins" PRIMARY KEY ("login_provider", "provider_key"),
    CONSTRAINT "FK_hub_user_logins_hub_user_user_id" FOREIGN KEY ("user_id") REFERENCES "hub_user" ("id") ON DELETE CASCADE
);


CREATE TABLE "hub_user_passkeys" (
    "credential_id" BLOB NOT NULL CONSTRAINT "PK_hub_user_passkeys" PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "Data" TEXT NOT NULL,
    CONSTRAINT "FK_hub_user_passkeys_hub_user_user_id" FOREIGN KEY ("user_id") REFERENCES "hub_user" ("id") ON DELETE CASCADE
);


CREATE TABLE "hub_user_roles" (
    "user_id" TEXT NOT NULL,
    "role_id" TEXT NOT NULL,
    CONSTRAINT "PK_hub_user_roles" PRIMARY KEY ("user_id", "role_id"),
    CONSTRAINT "FK_hub_user_roles_hub_role_role_id" FOREIGN KEY ("role_id") REFERENCES "hub_role" ("id") ON DELETE CASCADE,
    CONSTRAINT "FK_hub_user_roles_hub_user_user_id" FOREIGN KEY ("user_id") REFERENCES "hub_user" ("id") ON DELETE CASCADE
);


CREATE TABLE "hub_user_tokens" (
    "user_id" TEXT NOT NULL,
    "login_provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NULL,
    CONSTRAINT "PK_hub_user_tokens" PRIMARY KEY ("user_id", "login_provider", "name"),
    CONSTRAINT "FK_hub_user_tokens_hub_user_user_id" FOREIGN KEY ("user_id") REFERENCES "hub_user" ("id") ON DELETE CASCADE
);


CREATE INDEX "ix_communities_request_user_id" ON "communities_request" ("user_id");


CREATE INDEX "ix_engagement_comment_item_id_at_utc_id" ON "engagement_comment" ("item_id", "at_utc", "id");


CREATE INDEX "ix_engagement_comment_user_id_at_utc" ON "engagement_comment" ("user_id", "at_utc");


CREATE INDEX "ix_engagement_outcome_user_id_at_utc" ON "engagement_outcome" ("user_id", "at_utc");


CREATE INDEX "ix_engagement_save_item_id" ON "engagement_save" ("item_id");


CREATE INDEX "ix_engagement_thanks_user_id_at_utc" ON "engagement_thanks" ("user_id", "at_utc");


CREATE INDEX "ix_hub_activity_item_id_id" ON "hub_activity" ("item_id", "id");


CREATE INDEX "ix_hub_activity_transaction_id_id" ON "hub_activity" ("transaction_id", "id");


CREATE INDEX "ix_hub_card_community_id_kind_state_listed_utc_item_id" ON "hub_card" ("community_id", "kind", "state", "listed_utc", "item_id");


CREATE INDEX "ix_hub_card_community_id_listed_utc_item_id" ON "hub_card" ("community_id", "listed_utc", "item_id") WHERE promotion <> 'None';

CREATE INDEX "ix_hub_card_community_id_state_listed_utc_item_id" ON "hub_card" ("community_id", "state", "listed_utc", "item_id");


CREATE INDEX "ix_hub_card_kind_state_listed_utc_item_id" ON "hub_card" ("kind", "state", "listed_utc", "item_id");


CREATE INDEX "ix_hub_card_owner_id_listed_utc_item_id" ON "hub_card" ("owner_id", "listed_utc", "item_id");


CREATE UNIQUE INDEX "ix_hub_card_path" ON "hub_card" ("path");


CREATE INDEX "ix_hub_card_promoted" ON "hub_card" ("community_id", "listed_utc") WHERE promotion <> 'None';


CREATE INDEX "ix_hub_card_state_listed_utc_item_id" ON "hub_card" ("state", "listed_utc", "item_id");


CREATE INDEX "ix_hub_card_trusted" ON "hub_card" ("kind", "worked", "listed_utc", "item_id") WHERE worked > 0;


CREATE INDEX "ix_hub_card_url" ON "hub_card" ("url");


CREATE INDEX "ix_hub_card_verified_until_utc" ON "hub_card" ("verified_until_utc");


CREATE INDEX "ix_hub_community_path" ON "hub_community" ("path");


CREATE INDEX "ix_hub_follow_kind_target_id_user_id" ON "hub_follow" ("kind", "target_id", "user_id");


CREATE INDEX "ix_hub_item_term_term_id_kind_listed_utc_item_id" ON "hub_item_term" ("term_id", "kind", "listed_utc", "item_id");


CREATE INDEX "ix_hub_link_to_id" ON "hub_link" ("to_id");


CREATE INDEX "ix_hub_membership_community_id_role" ON "hub_membership" ("community_id", "role");


CREATE UNIQUE INDEX "role_name_index" ON "hub_role" ("normalized_name");


CREATE INDEX "ix_hub_role_claims_role_id" ON "hub_role_claims" ("role_id");


CREATE UNIQUE INDEX "ix_hub_search_item_id" ON "hub_search" ("item_id");


CREATE INDEX "ix_hub_tally_term_id_kind" ON "hub_tally" ("term_id", "kind");


CREATE INDEX "ix_hub_term_lineage" ON "hub_term" ("lineage");


CREATE INDEX "ix_hub_term_taxonomy_id_parent_id_position" ON "hub_term" ("taxonomy_id", "parent_id", "position");


CREATE INDEX "ix_hub_term_taxonomy_id_title" ON "hub_term" ("taxonomy_id", "title");


CREATE INDEX "ix_hub_term_name_taxonomy_id_key" ON "hub_term_name" ("taxonomy_id", "key");


CREATE INDEX "email_index" ON "hub_user" ("normalized_email");


CREATE INDEX "ix_hub_users_display_name" ON "hub_user" ("display_name");


CREATE UNIQUE INDEX "user_name_index" ON "hub_user" ("normalized_user_name");


CREATE INDEX "ix_hub_user_claims_user_id" ON "hub_user_claims" ("user_id");


CREATE INDEX "ix_hub_user_logins_user_id" ON "hub_user_logins" ("user_id");


CREATE INDEX "ix_hub_user_passkeys_user_id" ON "hub_user_passkeys" ("user_id");


CREATE INDEX "ix_hub_user_roles_role_id" ON "hub_user_roles" ("role_id");


CREATE UNIQUE INDEX "ix_hub_version_item_id_number" ON "hub_version" ("item_id", "number");


CREATE INDEX "ix_hub_wait_item_id" ON "hub_wait" ("item_id");


CREATE INDEX "ix_hub_workflow_correlation_id" ON "hub_workflow" ("correlation_id");


CREATE INDEX "ix_hub_workflow_type_id_status" ON "hub_workflow" ("type_id", "status");


CREATE INDEX "ix_hub_workflow_wake_utc" ON "hub_workflow" ("wake_utc");


CREATE INDEX "ix_hub_workflow_bookmark_event_correlation_id" ON "hub_workflow_bookmark" ("event", "correlation_id");


CREATE INDEX "ix_hub_workflow_event_workflow_id_id" ON "hub_workflow_event" ("workflow_id", "id");


CREATE INDEX "ix_hub_workflow_stay_type_id_activity_id_until_utc" ON "hub_workflow_stay" ("type_id", "activity_id", "until_utc");


CREATE INDEX "ix_people_offer_role" ON "people_offer" ("role");


CREATE INDEX "ix_people_topic_term_id" ON "people_topic" ("term_id");


CREATE INDEX "ix_reviews_decision_user_id_at_utc" ON "reviews_decision" ("user_id", "at_utc");


CREATE INDEX "ix_reviews_promotion_item_id_at_utc" ON "reviews_promotion" ("item_id", "at_utc");


CREATE INDEX "ix_reviews_request_community_id_state_due_utc" ON "reviews_request" ("community_id", "state", "due_utc");


CREATE INDEX "ix_reviews_request_item_id_submitted_utc" ON "reviews_request" ("item_id", "submitted_utc");


CREATE UNIQUE INDEX "ix_reviews_request_open_item_id" ON "reviews_request" ("open_item_id");


CREATE INDEX "ix_reviews_verification_item_id_at_utc" ON "reviews_verification" ("item_id", "at_utc");
