-- When an item came to say something else than what was verified.
ALTER TABLE reviews_standing ADD COLUMN changed_utc timestamp with time zone NULL;

-- What somebody calls a small change of something trusted, to which leaders may object.
CREATE TABLE reviews_rewording (
    id character varying(26) COLLATE "C" NOT NULL,
    item_id character varying(26) COLLATE "C" NOT NULL,
    community_id character varying(26) COLLATE "C" NULL,
    before_version_id character varying(26) COLLATE "C" NOT NULL,
    version_id character varying(26) COLLATE "C" NOT NULL,
    by_id character varying(26) COLLATE "C" NOT NULL,
    changed integer NOT NULL,
    words integer NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    until_utc timestamp with time zone NOT NULL,
    objected_utc timestamp with time zone NULL,
    CONSTRAINT "PK_reviews_rewording" PRIMARY KEY (id)
);

CREATE INDEX ix_reviews_rewording_item_id_at_utc ON reviews_rewording (item_id, at_utc);
CREATE INDEX ix_reviews_rewording_community_id_until_utc ON reviews_rewording (community_id, until_utc);

-- What a reader suggests that a text should say; open while nobody has answered, and then one of each reader.
CREATE TABLE reviews_proposal (
    id character varying(26) COLLATE "C" NOT NULL,
    item_id character varying(26) COLLATE "C" NOT NULL,
    open_item_id character varying(26) COLLATE "C" NULL,
    by_id character varying(26) COLLATE "C" NOT NULL,
    version_id character varying(26) COLLATE "C" NOT NULL,
    texts text NOT NULL,
    note text NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    settled_utc timestamp with time zone NULL,
    settled_by_id character varying(26) COLLATE "C" NULL,
    answer text NULL,
    CONSTRAINT "PK_reviews_proposal" PRIMARY KEY (id)
);

CREATE INDEX ix_reviews_proposal_item_id ON reviews_proposal (item_id);
CREATE UNIQUE INDEX ix_reviews_proposal_open_item_id_by_id ON reviews_proposal (open_item_id, by_id);
