-- Full text over the words of hub_search, which are folded already; the triggers keep it in the transaction of every change.
CREATE VIRTUAL TABLE hub_search_fts USING fts5(
  title_words, body_words, topic_words, content='hub_search', content_rowid='id',
  tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'", prefix='2 3');

-- Titles alone: a word that stands in most texts stands in few titles, and those are found without reading every text.
CREATE VIRTUAL TABLE hub_search_title_fts USING fts5(
  title_words, content='hub_search', content_rowid='id', columnsize=0,
  tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'", prefix='2 3');

CREATE TRIGGER hub_search_added AFTER INSERT ON hub_search BEGIN
  INSERT INTO hub_search_fts (rowid, title_words, body_words, topic_words) VALUES (new.id, new.title_words, new.body_words, new.topic_words);
  INSERT INTO hub_search_title_fts (rowid, title_words) VALUES (new.id, new.title_words);
END;

CREATE TRIGGER hub_search_removed AFTER DELETE ON hub_search BEGIN
  INSERT INTO hub_search_fts (hub_search_fts, rowid, title_words, body_words, topic_words) VALUES ('delete', old.id, old.title_words, old.body_words, old.topic_words);
  INSERT INTO hub_search_title_fts (hub_search_title_fts, rowid, title_words) VALUES ('delete', old.id, old.title_words);
END;

CREATE TRIGGER hub_search_changed AFTER UPDATE ON hub_search BEGIN
  INSERT INTO hub_search_fts (hub_search_fts, rowid, title_words, body_words, topic_words) VALUES ('delete', old.id, old.title_words, old.body_words, old.topic_words);
  INSERT INTO hub_search_title_fts (hub_search_title_fts, rowid, title_words) VALUES ('delete', old.id, old.title_words);
  INSERT INTO hub_search_fts (rowid, title_words, body_words, topic_words) VALUES (new.id, new.title_words, new.body_words, new.topic_words);
  INSERT INTO hub_search_title_fts (rowid, title_words) VALUES (new.id, new.title_words);
END;
