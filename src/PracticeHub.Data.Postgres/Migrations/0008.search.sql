-- Titles in groups of 16,384 items, so that the newest title with a word that stands in many is found without reading all of them.
CREATE FUNCTION hub_title_words(items bigint, title_words text) RETURNS tsvector LANGUAGE sql IMMUTABLE COST 10000 AS $$
  SELECT array_to_tsvector(ARRAY(SELECT items || ':' || word FROM unnest(tsvector_to_array(to_tsvector('simple', title_words))) AS word))
$$;

DROP INDEX ix_hub_search_title;
CREATE INDEX ix_hub_search_title ON hub_search USING gin (hub_title_words(id >> 14, title_words));

-- What a search finds, best first. A plan made for any words reads every text of a word that stands everywhere, so each search is
-- planned for its own words; the page around it need not be, which a function keeps apart.
--
-- Ranking reads every match. Words that 300 items and more hold say little: then titles come before texts and new before old.
-- Whether the last word may go on (opened) is asked only where the words as they are (exact) find less than that.
-- reader_keys are those of decision 3; NULL sees all. Nobody is searched for further back than 20,000 matches.
CREATE FUNCTION hub_search_matches(exact text, opened text, reader_keys text[], reader text, most integer) RETURNS TABLE (item_id text, rank float8)
LANGUAGE plpgsql STABLE ROWS 300 SET plan_cache_mode = force_custom_plan SET max_parallel_workers_per_gather = 0 AS $$
DECLARE
  ranked CONSTANT integer := 300;
  titled CONSTANT integer := 60;
  asked text := exact;
  wanted tsquery;
  texts text[];
  titles text[] := '{}';
  newest bigint;
BEGIN
  LOOP
    wanted := to_tsquery('simple', asked);
    texts := ARRAY(
      SELECT t.item_id FROM (SELECT s.id, s.item_id FROM hub_search s WHERE s.words @@ wanted ORDER BY s.id DESC LIMIT 20000) AS t
        JOIN hub_card c ON c.item_id = t.item_id
       WHERE reader_keys IS NULL OR c.reader_key = ANY(reader_keys) OR c.owner_id = reader
       ORDER BY t.id DESC LIMIT ranked);
    EXIT WHEN cardinality(texts) = ranked OR asked = opened;
    asked := opened;
  END LOOP;
  IF cardinality(texts) < ranked THEN
    RETURN QUERY
      SELECT s.item_id::text, -ts_rank_cd(ARRAY[0.1, 0.1, 0.5, 1.0]::float4[], s.words, wanted)::float8 AS score
        FROM hub_search s WHERE s.item_id = ANY(texts) ORDER BY score LIMIT most;
    RETURN;
  END IF;
  newest := (SELECT MAX(id) >> 14 FROM hub_search);
  FOR items IN REVERSE newest .. GREATEST(newest - 63, 0) LOOP
    titles := titles || ARRAY(
      SELECT s.item_id::text FROM hub_search s JOIN hub_card c ON c.item_id = s.item_id
       WHERE hub_title_words(s.id >> 14, s.title_words) @@ regexp_replace(replace(asked, '<->', '&'), '''([^'']+)''', '''' || items || ':\1''', 'g')::tsquery
         AND to_tsvector('simple', s.title_words) @@ wanted AND (strpos(asked, '!') = 0 OR s.words @@ wanted)
         AND (reader_keys IS NULL OR c.reader_key = ANY(reader_keys) OR c.owner_id = reader)
       ORDER BY s.id DESC LIMIT titled);
    EXIT WHEN cardinality(titles) >= titled;
  END LOOP;
  RETURN QUERY
    SELECT place.item, MIN(place.number)::float8 AS score
      FROM unnest(titles || texts) WITH ORDINALITY AS place (item, number) GROUP BY place.item ORDER BY score LIMIT most;
END $$;
