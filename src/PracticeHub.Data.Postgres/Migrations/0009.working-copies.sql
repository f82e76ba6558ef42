CREATE TABLE contents_working_copy (
    user_id character varying(26) COLLATE "C" NOT NULL,
    place character varying(100) COLLATE "C" NOT NULL,
    version_id character varying(26) COLLATE "C" NOT NULL,
    fields text NULL,
    typed_utc timestamp with time zone NULL,
    seen_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_contents_working_copy" PRIMARY KEY (user_id, place)
);

CREATE INDEX ix_contents_working_copy_place_seen_utc ON contents_working_copy (place, seen_utc);
