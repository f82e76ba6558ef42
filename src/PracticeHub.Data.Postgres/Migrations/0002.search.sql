-- Lower case without diacritics, the same folding that SQLite's unicode61 does. Immutable, so that it can be generated.
CREATE FUNCTION hub_fold(input text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT regexp_replace(normalize(lower(input), NFD), '[\u0300-\u036f]', '', 'g')
$$;

-- A document longer than a tsvector can hold is searched by its beginning.
ALTER TABLE hub_search ADD COLUMN words tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('simple', hub_fold(title)), 'A') || setweight(to_tsvector('simple', hub_fold(topics)), 'B') || setweight(to_tsvector('simple', hub_fold(left(body, 200000))), 'D')) STORED;

CREATE INDEX ix_hub_search_words ON hub_search USING gin (words);
