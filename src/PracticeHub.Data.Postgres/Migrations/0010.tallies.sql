-- Writers who publish the same kind of thing change the same count. Whoever changed it kept all others waiting until its commit had
-- come back to the application and gone out again; now the count is changed by the commit itself.
CREATE TABLE hub_tally_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reader_key character varying(40) COLLATE "C" NOT NULL,
    kind character varying(100) COLLATE "C" NOT NULL,
    community_id character varying(26) COLLATE "C" NOT NULL,
    term_id character varying(26) COLLATE "C" NOT NULL,
    items integer NOT NULL
);

CREATE FUNCTION hub_tally_take() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO hub_tally (reader_key, kind, community_id, term_id, items) VALUES (NEW.reader_key, NEW.kind, NEW.community_id, NEW.term_id, NEW.items)
  ON CONFLICT (reader_key, kind, community_id, term_id) DO UPDATE SET items = hub_tally.items + excluded.items;
  DELETE FROM hub_tally_change WHERE id = NEW.id;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER hub_tally_changed AFTER INSERT ON hub_tally_change DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION hub_tally_take();
