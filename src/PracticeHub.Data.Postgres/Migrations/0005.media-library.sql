ALTER TABLE media_file ADD COLUMN folder character varying(400) COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE media_file ADD COLUMN alt character varying(1000) COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE media_file ADD COLUMN width integer NOT NULL DEFAULT 0;
ALTER TABLE media_file ADD COLUMN height integer NOT NULL DEFAULT 0;
UPDATE media_file SET folder = coalesce(substring(path from '^(.*)/[^/]*$'), '');
CREATE INDEX ix_media_file_folder_path ON media_file (folder, path);

CREATE TABLE media_folder (
    path character varying(400) COLLATE "C" NOT NULL,
    parent character varying(400) COLLATE "C" NOT NULL,
    CONSTRAINT "PK_media_folder" PRIMARY KEY (path)
);

CREATE INDEX ix_media_folder_parent_path ON media_folder (parent, path);

WITH RECURSIVE above(path) AS (
    SELECT folder::text FROM media_file WHERE folder <> ''
    UNION SELECT coalesce(substring(path from '^(.*)/[^/]*$'), '') FROM above WHERE path LIKE '%/%'
)
INSERT INTO media_folder (path, parent) SELECT path, coalesce(substring(path from '^(.*)/[^/]*$'), '') FROM above;
