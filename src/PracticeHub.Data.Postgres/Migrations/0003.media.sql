CREATE TABLE media_file (
    path character varying(400) COLLATE "C" NOT NULL,
    content_id character varying(26) COLLATE "C" NOT NULL,
    hash character varying(64) COLLATE "C" NOT NULL,
    size integer NOT NULL,
    content_type character varying(100) COLLATE "C" NOT NULL,
    owner_id character varying(26) COLLATE "C" NOT NULL,
    at_utc timestamp with time zone NOT NULL,
    CONSTRAINT "PK_media_file" PRIMARY KEY (path)
);

CREATE TABLE media_chunk (
    content_id character varying(26) COLLATE "C" NOT NULL,
    number integer NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT "PK_media_chunk" PRIMARY KEY (content_id, number)
);

CREATE TABLE media_use (
    path character varying(400) COLLATE "C" NOT NULL,
    item_id character varying(26) COLLATE "C" NOT NULL,
    is_granted boolean NOT NULL,
    CONSTRAINT "PK_media_use" PRIMARY KEY (path, item_id)
);

CREATE INDEX ix_media_use_item_id ON media_use (item_id);
