-- Words that stood in many texts once and stand in few new ones: their newest text is found neither by reading back from the newest of
-- all nor by reading every text that has them. So each text also has the number of its stretch of 8,192 ids as a word, and the index
-- is asked for words within a stretch, newest first.
CREATE FUNCTION hub_text_words(id bigint, words tsvector) RETURNS tsvector LANGUAGE sql IMMUTABLE COST 10000 AS $$
  SELECT words || array_to_tsvector(ARRAY(SELECT '#' || (id >> 13)))
$$;

DROP INDEX ix_hub_search_words;
CREATE INDEX ix_hub_search_words ON hub_search USING gin (hub_text_words(id, words));

-- What a search finds, best first, as 0008 says; but a word of few texts is not looked for in every stretch.
CREATE OR REPLACE FUNCTION hub_search_matches(exact text, opened text, reader_keys text[], reader text, most integer) RETURNS TABLE (item_id text, rank float8)
LANGUAGE plpgsql STABLE ROWS 300 SET plan_cache_mode = force_custom_plan SET max_parallel_workers_per_gather = 0 SET jit = off AS $$
DECLARE
  ranked CONSTANT integer := 300;
  titled CONSTANT integer := 60;
  few CONSTANT integer := 2000;
  farthest CONSTANT integer := 20000;
  asked text := exact;
  wanted tsquery;
  texts text[];
  titles text[] := '{}';
  newest CONSTANT bigint := (SELECT MAX(id) FROM hub_search);
  seen bigint;
  all_there_are bigint[];
BEGIN
  LOOP
    wanted := to_tsquery('simple', asked);
    texts := '{}';
    seen := 0;
    FOR stretch IN REVERSE newest >> 13 .. 0 LOOP
      WITH found AS MATERIALIZED (
        SELECT s.id, s.item_id FROM hub_search s WHERE hub_text_words(s.id, s.words) @@ (wanted && ('''#' || stretch || '''')::tsquery))
      SELECT seen + (SELECT COUNT(*) FROM found), texts || ARRAY(
        SELECT f.item_id::text FROM (SELECT * FROM found ORDER BY id DESC) f JOIN hub_card c ON c.item_id = f.item_id
         WHERE reader_keys IS NULL OR c.reader_key = ANY(reader_keys) OR c.owner_id = reader
         ORDER BY f.id DESC LIMIT ranked - cardinality(texts))
      INTO seen, texts;
      EXIT WHEN cardinality(texts) = ranked OR seen >= farthest;
      IF stretch = (newest >> 13) - 7 THEN
        all_there_are := ARRAY(SELECT s.id FROM hub_search s WHERE hub_text_words(s.id, s.words) @@ wanted LIMIT few + 1);
        IF cardinality(all_there_are) <= few THEN
          texts := ARRAY(
            SELECT s.item_id::text FROM hub_search s JOIN hub_card c ON c.item_id = s.item_id
             WHERE s.id = ANY(all_there_are) AND (reader_keys IS NULL OR c.reader_key = ANY(reader_keys) OR c.owner_id = reader)
             ORDER BY s.id DESC LIMIT ranked);
          EXIT;
        END IF;
      END IF;
    END LOOP;
    EXIT WHEN cardinality(texts) = ranked OR asked = opened;
    asked := opened;
  END LOOP;
  IF cardinality(texts) < ranked THEN
    RETURN QUERY
      SELECT s.item_id::text, -ts_rank_cd(ARRAY[0.1, 0.1, 0.5, 1.0]::float4[], s.words, wanted)::float8 AS score
        FROM hub_search s WHERE s.item_id = ANY(texts) ORDER BY score LIMIT most;
    RETURN;
  END IF;
  FOR items IN REVERSE newest >> 14 .. GREATEST((newest >> 14) - 63, 0) LOOP
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
