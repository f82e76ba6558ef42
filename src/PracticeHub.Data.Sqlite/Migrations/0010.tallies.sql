-- What is written here changes the counts. PostgreSQL does so when it commits; one writer at a time need not wait for that.
CREATE VIEW hub_tally_change AS SELECT reader_key, kind, community_id, term_id, items FROM hub_tally WHERE 0;

CREATE TRIGGER hub_tally_changed INSTEAD OF INSERT ON hub_tally_change BEGIN
  INSERT INTO hub_tally (reader_key, kind, community_id, term_id, items) VALUES (NEW.reader_key, NEW.kind, NEW.community_id, NEW.term_id, NEW.items)
  ON CONFLICT (reader_key, kind, community_id, term_id) DO UPDATE SET items = hub_tally.items + excluded.items;
END;
