CREATE TABLE workflows_draft (
    type_id character varying(26) COLLATE "C" NOT NULL,
    user_id character varying(26) COLLATE "C" NOT NULL,
    base_version integer NOT NULL,
    document text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_workflows_draft" PRIMARY KEY (type_id, user_id)
);

CREATE TABLE hub_workflow_effect (
    effect_id character varying(26) COLLATE "C" NOT NULL,
    workflow_id character varying(26) COLLATE "C" NOT NULL,
    activity_id character varying(100) COLLATE "C" NOT NULL,
    kind character varying(20) NOT NULL,
    request text NOT NULL,
    attempts integer NOT NULL,
    next_utc timestamp with time zone NOT NULL,
    depth integer NOT NULL,
    CONSTRAINT "PK_hub_workflow_effect" PRIMARY KEY (effect_id)
);

CREATE INDEX ix_hub_workflow_effect_next_utc ON hub_workflow_effect (next_utc);
