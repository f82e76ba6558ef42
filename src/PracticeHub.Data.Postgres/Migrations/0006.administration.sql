ALTER TABLE hub_activity ADD COLUMN is_administration boolean NOT NULL DEFAULT false;
UPDATE hub_activity SET is_administration = true WHERE verb IN ('theme.chosen', 'account.changed', 'feature.enabled', 'feature.disabled', 'type.created', 'type.changed');
CREATE INDEX ix_hub_activity_administration ON hub_activity (id) WHERE is_administration;
