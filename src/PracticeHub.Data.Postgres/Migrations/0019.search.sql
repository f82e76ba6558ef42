-- What a search finds, best first, as 0008 and 0017 say. Stretches are asked for together, twice as many each time, so that what stands
-- far back takes a few questions to the index instead of one for each stretch. To plan these took longer than to answer them: with the
-- other ways closed, one plan serves every search.
CREATE OR REPLACE FUNCTION hub_search_matches(exact text, opened text, reader_keys text[], reader text, most integer) RETURNS TABLE (item_id text, rank float8)
LANGUAGE plpgsql STABLE ROWS 300 SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET max_parallel_workers_per_gather = 0 SET jit = off AS $$
DECLARE
  ranked CONSTANT integer := 300;
  titled CONSTANT integer := 60;
  few CONSTANT integer := 2000;
  farthest CONSTANT integer := 20000;
  asked text := exact;
  wanted tsquery;
  stretches tsquery;
  texts text[];
  titles text[] := '{}';
  newest CONSTANT bigint := (SELECT MAX(id) FROM hub_search);
  last bigint;
  width integer;
  seen bigint;
  all_there_are bigint[];
BEGIN
  LOOP
    wanted := to_tsquery('simple', asked);
    texts := '{}';
    seen := 0;
    width := 1;
    last := newest >> 13;
    WHILE last >= 0 LOOP
      stretches := (SELECT string_agg('''#' || n || '''', '|') FROM generate_series(GREATEST(last - width + 1, 0), last) n)::tsquery;
      WITH found AS MATERIALIZED (SELECT s.id, s.item_id FROM hub_search s WHERE hub_text_words(s.id, s.words) @@ (wanted && stretches))
      SELECT seen + (SELECT COUNT(*) FROM found), texts || ARRAY(
        SELECT f.item_id::text FROM (SELECT * FROM found ORDER BY id DESC) f JOIN hub_card c ON c.item_id = f.item_id
         WHERE reader_keys IS NULL OR c.reader_key = ANY(reader_keys) OR c.owner_id = reader
         ORDER BY f.id DESC LIMIT ranked - cardinality(texts))
      INTO seen, texts;
      EXIT WHEN cardinality(texts) = ranked OR seen >= farthest;
      last := last - width;
      width := width * 2;
      IF width = 8 THEN
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
  width := 1;
  last := newest >> 14;
  WHILE last >= 0 AND width < 64 AND cardinality(titles) < titled LOOP
    stretches := (
      SELECT string_agg('(' || regexp_replace(replace(asked, '<->', '&'), '''([^'']+)''', '''' || n || ':\1''', 'g') || ')', '|')
        FROM generate_series(GREATEST(last - width + 1, 0), last) n)::tsquery;
    titles := titles || ARRAY(
      SELECT s.item_id::text FROM hub_search s JOIN hub_card c ON c.item_id = s.item_id
       WHERE hub_title_words(s.id >> 14, s.title_words) @@ stretches
         AND to_tsvector('simple', s.title_words) @@ wanted AND (strpos(asked, '!') = 0 OR s.words @@ wanted)
         AND (reader_keys IS NULL OR c.reader_key = ANY(reader_keys) OR c.owner_id = reader)
       ORDER BY s.id DESC LIMIT titled);
    last := last - width;
    width := width * 2;
  END LOOP;
  RETURN QUERY
    SELECT place.item, MIN(place.number)::float8 AS score
      FROM unnest(titles || texts) WITH ORDINALITY AS place (item, number) GROUP BY place.item ORDER BY score LIMIT most;
END $$;
