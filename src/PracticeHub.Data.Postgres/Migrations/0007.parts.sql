-- When items are published and archived by themselves.
CREATE TABLE hub_schedule (
    item_id character varying(26) COLLATE "C" NOT NULL,
    deed character varying(20) NOT NULL,
    due_utc timestamp with time zone NOT NULL,
    wake_utc timestamp with time zone,
    by_id character varying(26) COLLATE "C" NOT NULL,
    attempts integer NOT NULL,
    fault text,
    CONSTRAINT "PK_hub_schedule" PRIMARY KEY (item_id, deed)
);

CREATE INDEX ix_hub_schedule_wake_utc ON hub_schedule (wake_utc);

-- What the head of an item's page says.
ALTER TABLE hub_rendering ADD COLUMN head text;

-- The languages that an item can be read in.
CREATE TABLE hub_translation (
    item_id character varying(26) COLLATE "C" NOT NULL,
    set_id character varying(26) COLLATE "C" NOT NULL,
    culture character varying(20) COLLATE "C" NOT NULL,
    CONSTRAINT "PK_hub_translation" PRIMARY KEY (item_id)
);

CREATE INDEX ix_hub_translation_set_id ON hub_translation (set_id);

-- The address of a term below its taxonomy.
ALTER TABLE hub_term ADD COLUMN slug character varying(200) COLLATE "C" NOT NULL DEFAULT '';
UPDATE hub_term SET slug = replace(lower(substr(title, 1, 200)), ' ', '-');
CREATE INDEX ix_hub_term_taxonomy_id_slug ON hub_term (taxonomy_id, slug);
