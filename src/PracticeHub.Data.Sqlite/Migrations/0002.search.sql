-- Full text over hub_search; the triggers keep it in the transaction of every change.
CREATE VIRTUAL TABLE hub_search_fts USING fts5(
  title, body, topics, content='hub_search', content_rowid='id', tokenize="unicode61 remove_diacritics 2", prefix='2 3');

CREATE TRIGGER hub_search_added AFTER INSERT ON hub_search BEGIN
  INSERT INTO hub_search_fts (rowid, title, body, topics) VALUES (new.id, new.title, new.body, new.topics);
END;

CREATE TRIGGER hub_search_removed AFTER DELETE ON hub_search BEGIN
  INSERT INTO hub_search_fts (hub_search_fts, rowid, title, body, topics) VALUES ('delete', old.id, old.title, old.body, old.topics);
END;

CREATE TRIGGER hub_search_changed AFTER UPDATE ON hub_search BEGIN
  INSERT INTO hub_search_fts (hub_search_fts, rowid, title, body, topics) VALUES ('delete', old.id, old.title, old.body, old.topics);
  INSERT INTO hub_search_fts (rowid, title, body, topics) VALUES (new.id, new.title, new.body, new.topics);
END;
