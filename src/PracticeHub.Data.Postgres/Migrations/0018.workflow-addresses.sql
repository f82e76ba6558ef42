-- Where the activities of workflows take requests. A new token makes the old one void.
CREATE TABLE hub_workflow_address (
    type_id character varying(26) COLLATE "C" NOT NULL,
    activity_id character varying(100) COLLATE "C" NOT NULL,
    token text NOT NULL,
    made_utc timestamp with time zone NOT NULL,
    until_utc timestamp with time zone NOT NULL,
    asked_utc timestamp with time zone NULL,
    CONSTRAINT "PK_hub_workflow_address" PRIMARY KEY (type_id, activity_id)
);
