-- Full text over the words of hub_search, which are folded already and no longer than a tsvector can hold.
ALTER TABLE hub_search ADD COLUMN words tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('simple', title_words), 'A') || setweight(to_tsvector('simple', topic_words), 'B') || setweight(to_tsvector('simple', body_words), 'D')) STORED;

CREATE INDEX ix_hub_search_words ON hub_search USING gin (words);

-- Titles alone: a word that stands in most texts stands in few titles, and those are found without reading every text.
CREATE INDEX ix_hub_search_title ON hub_search USING gin (to_tsvector('simple', title_words));
