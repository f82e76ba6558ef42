-- What is due is taken in this order; many are often due at the same moment.
DROP INDEX ix_hub_workflow_wake_utc;


CREATE INDEX ix_hub_workflow_wake_utc_workflow_id ON hub_workflow (wake_utc, workflow_id);

-- An answer that nothing leads on from; whoever retries has it asked for again.
ALTER TABLE hub_workflow_event ADD COLUMN begins_anew boolean NOT NULL DEFAULT FALSE;
