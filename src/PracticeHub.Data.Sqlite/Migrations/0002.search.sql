-- Full text over hub_search; the triggers keep it in the transaction of every change.
CREATE VIRTUAL TABLE hub_search_fts USING fts5(
  title, body, content='hub_search', content_rowid='id', tokenize="unicode61 remove_diacritics 2", prefix='2 3');

CREATE TRIGGER hub_search_added AFTER INSERT ON hub_search BEGIN
  INSERT INTO hub_search_fts (rowid, title, body) VALUES (new.id, new.title, new.body);
END;

CREATE TRIGGER hub_search_removed AFTER DELETE ON hub_search BEGIN
  INSERT INTO hub_search_fts (hub_search_fts, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
END;

CREATE TRIGGER hub_search_changed AFTER UPDATE ON hub_search BEGIN
  INSERT INTO hub_search_fts (hub_search_fts, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
  INSERT INTO hub_search_fts (rowid, title, body) VALUES (new.id, new.title, new.body);
END;
