-- Search over a million people. A policy would keep PostgreSQL from its index, because array
-- operators are not leakproof; so the search runs as the owner, over words from which everything
-- restricted to named readers is absent. No count, order or time can then tell that it is there.
-- Readers find theirs through the list of what they may read, record by record.

-- Whether whoever asks may search at all.
CREATE OR REPLACE FUNCTION om_may_search() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT om_is('identity') OR om_is('setup') OR om_hub_remits() <> '{}' $$;

-- The mark of people who are or were open to somebody. No word has it: it is the least of numbers.
CREATE OR REPLACE FUNCTION om_open_mark() RETURNS integer LANGUAGE sql IMMUTABLE AS
$$ SELECT -2147483648 $$;

-- Write down anew by which words these people are found: those of all their open records.
CREATE OR REPLACE FUNCTION om_refresh_words(people bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN
   -- Two transactions that each add a record must not each forget the other's.
   PERFORM 1 FROM people_person WHERE id = ANY (people) ORDER BY id FOR NO KEY UPDATE;
   WITH opened AS (
     SELECT m.person_id, max(r.id) AS newest,
       sort(array_agg(DISTINCT mark) || ARRAY(SELECT om_open_mark() WHERE EXISTS (
         SELECT 1 FROM people_allocation a JOIN people_person o ON o.id = a.person_id
         WHERE m.person_id IN (o.id, o.survivor_id)))) AS words
     FROM people_membership m
       JOIN people_person p ON p.id = m.person_id AND NOT p.is_restricted
       JOIN people_agencyrecord r ON r.id = m.record_id AND NOT r.is_restricted
       JOIN people_recordwords rw ON rw.record_id = r.id
       CROSS JOIN LATERAL unnest(rw.words) mark
     WHERE m.person_id = ANY (people) GROUP BY m.person_id),
   gone AS (
     DELETE FROM people_personwords w
     WHERE w.person_id = ANY (people) AND w.person_id NOT IN (SELECT person_id FROM opened))
   INSERT INTO people_personwords (person_id, words, newest)
   SELECT person_id, words, newest FROM opened
   ON CONFLICT (person_id) DO UPDATE SET words = excluded.words, newest = excluded.newest
     WHERE (people_personwords.words, people_personwords.newest)
       IS DISTINCT FROM (excluded.words, excluded.newest);
END $$;

CREATE OR REPLACE FUNCTION om_words_follow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN
   IF TG_TABLE_NAME = 'people_person' THEN
     PERFORM om_refresh_words(array_remove(ARRAY[NEW.id, NEW.survivor_id], NULL));
   ELSIF TG_TABLE_NAME = 'people_allocation' THEN
     PERFORM om_refresh_words(ARRAY(SELECT coalesce(p.survivor_id, p.id) FROM after_rows a
       JOIN people_person p ON p.id = a.person_id));
   ELSIF TG_TABLE_NAME = 'people_recordwords' THEN
     PERFORM om_refresh_words(ARRAY(SELECT m.person_id FROM after_rows a
       JOIN people_membership m ON m.record_id = a.record_id WHERE m.person_id IS NOT NULL));
   ELSIF TG_OP = 'INSERT' THEN
     PERFORM om_refresh_words(ARRAY(SELECT person_id FROM after_rows WHERE person_id IS NOT NULL));
   ELSIF TG_OP = 'DELETE' THEN
     PERFORM om_refresh_words(ARRAY(SELECT person_id FROM before_rows WHERE person_id IS NOT NULL));
   ELSE
     PERFORM om_refresh_words(ARRAY(
       SELECT person_id FROM before_rows WHERE person_id IS NOT NULL
       UNION SELECT person_id FROM after_rows WHERE person_id IS NOT NULL));
   END IF;
   RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER words_follow_new AFTER INSERT ON people_membership
REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION om_words_follow();
CREATE OR REPLACE TRIGGER words_follow_moved AFTER UPDATE ON people_membership
REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
FOR EACH STATEMENT EXECUTE FUNCTION om_words_follow();
CREATE OR REPLACE TRIGGER words_follow_gone AFTER DELETE ON people_membership
REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION om_words_follow();
CREATE OR REPLACE TRIGGER words_follow_written AFTER INSERT ON people_recordwords
REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION om_words_follow();
CREATE OR REPLACE TRIGGER words_follow_read_anew AFTER UPDATE ON people_recordwords
REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION om_words_follow();
CREATE OR REPLACE TRIGGER words_follow_open AFTER INSERT ON people_allocation
REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION om_words_follow();
CREATE OR REPLACE TRIGGER words_follow_shield AFTER UPDATE ON people_person FOR EACH ROW
WHEN ((OLD.is_restricted, OLD.survivor_id) IS DISTINCT FROM (NEW.is_restricted, NEW.survivor_id))
EXECUTE FUNCTION om_words_follow();

-- The restricted records that the viewer is named to read, or broke the glass for.
CREATE OR REPLACE FUNCTION om_records_named_to_me() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ WITH named AS (
     SELECT er.person_id, er.contact_id, er.enquiry_id FROM enquiries_reader er
     WHERE er.practitioner_id = om_viewer()
     UNION ALL
     SELECT p.id, c.id, e.id FROM enquiries_breakglass b
       LEFT JOIN people_person p ON p.reference = b.reference
       LEFT JOIN contacts_contact c ON c.reference = b.reference
       LEFT JOIN enquiries_enquiry e ON e.reference = b.reference
     WHERE b.practitioner_id = om_viewer() AND b.lapses_at > now()),
   named_contacts AS (
     SELECT contact_id FROM named WHERE contact_id IS NOT NULL
     UNION SELECT ec.contact_id FROM named JOIN enquiries_enquirycontact ec USING (enquiry_id)),
   reached AS (
     SELECT m.record_id FROM named JOIN people_membership m USING (person_id)
     UNION SELECT cp.record_id FROM named_contacts JOIN contacts_contactperson cp USING (contact_id))
   SELECT r.id FROM reached JOIN people_agencyrecord r ON r.id = reached.record_id
     LEFT JOIN people_membership m ON m.record_id = r.id LEFT JOIN people_person p ON p.id = m.person_id
   WHERE (r.is_restricted OR p.is_restricted) AND om_sees_record(r.id) $$;

-- The people who answer every part of a search, nearest first. `asked` holds a part a place, each
-- with the marks of its words: "any", and of these the "exact" and the "near". `has` are the marks
-- that a person has of those asked for. `answered` is how many answer; -1 where they are more than
-- `counted`, and then those come who are open to somebody or were written of last.
CREATE OR REPLACE FUNCTION om_find_people(asked jsonb, at_most integer, counted integer)
RETURNS TABLE (person_id bigint, has integer[], answered bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET enable_seqscan = off SET jit = off AS
$$ DECLARE
   needs text; nearness text; wanted text; are_more boolean;
   held people_personwords[]; newest people_personwords[];
   sample CONSTANT integer := 1000;   -- people written of last, to learn how common an answer is
   looked CONSTANT integer := 2000;   -- people looked through where an answer is common
   ranked CONSTANT integer := 100;    -- people for whom it is asked whether they are open
BEGIN
   IF NOT om_may_search() OR jsonb_array_length(asked) = 0 THEN RETURN; END IF;
   SELECT string_agg(format('w.words && %L::int[]', om_marks(part->'any')), ' AND '),
          string_agg(format('(CASE WHEN w.words && %L::int[] THEN 4 WHEN w.words && %L::int[] THEN 2'
                            ' ELSE 1 END)', om_marks(part->'exact'), om_marks(part->'near')), ' + ')
     INTO needs, nearness FROM jsonb_array_elements(asked) part;
   SELECT sort(array_agg(DISTINCT mark::int))::text INTO wanted
     FROM jsonb_array_elements(asked) part, jsonb_array_elements_text(part->'any') mark;

   -- What very many answer is not read out of the index at all: that alone would be slow.
   EXECUTE format('SELECT count(*) * (SELECT reltuples / %s FROM pg_class'
                  ' WHERE oid = ''people_personwords''::regclass) > %s FROM (SELECT words'
                  ' FROM people_personwords ORDER BY newest DESC LIMIT %s) w WHERE %s',
                  sample, 3 * counted, sample, needs) INTO are_more;
   IF NOT are_more THEN
     EXECUTE format('SELECT array_agg(w) FROM (SELECT w FROM people_personwords w WHERE %s LIMIT %s)'
                    ' f(w)', needs, counted + 1) INTO held;
     are_more := coalesce(array_length(held, 1), 0) > counted;
   END IF;
   IF are_more THEN
     EXECUTE format(
       'SELECT array_agg(w) FROM ((SELECT ROW(w.*)::people_personwords FROM (SELECT * FROM'
       ' people_personwords ORDER BY newest DESC LIMIT %s) w WHERE %s LIMIT %s) UNION ALL (SELECT w'
       ' FROM people_personwords w WHERE w.words && %L::int[] AND %s LIMIT %s)) f(w)',
       looked, needs, ranked, ARRAY[om_open_mark()], needs, ranked) INTO newest;
     held := held[1:ranked] || newest;
   END IF;

   RETURN QUERY EXECUTE format(
     'WITH mine AS (
        SELECT m.person_id, sort(array_agg(DISTINCT mark)) AS words, max(m.record_id) AS newest
        FROM om_records_named_to_me() r(id) JOIN people_membership m ON m.record_id = r.id
          JOIN people_recordwords rw ON rw.record_id = r.id
          LEFT JOIN people_personwords pw ON pw.person_id = m.person_id
          CROSS JOIN LATERAL unnest(rw.words | coalesce(pw.words, %L)) mark
        WHERE m.person_id IS NOT NULL GROUP BY m.person_id),
      everyone AS (
        SELECT h.person_id, h.words, h.newest FROM unnest($1) h
        WHERE h.person_id NOT IN (SELECT m.person_id FROM mine m)
        UNION ALL SELECT w.person_id, w.words, w.newest FROM mine w WHERE %s),
      nearest AS (
        SELECT DISTINCT ON (nearness, w.newest, w.person_id)
          w.person_id, w.words, w.newest, %s AS nearness, count(*) OVER () AS counted
        FROM everyone w
        ORDER BY nearness DESC, w.newest DESC, w.person_id LIMIT %s)
      SELECT n.person_id, n.words & %L::int[], %s FROM nearest n
      ORDER BY n.nearness DESC, EXISTS (SELECT 1 FROM people_allocation a
        WHERE a.person_id = n.person_id AND (a.until_on IS NULL OR a.until_on >= om_today())) DESC,
        n.newest DESC LIMIT %s',
     '{}', needs, nearness, ranked, wanted,
     CASE WHEN are_more THEN '-1::bigint' ELSE 'n.counted' END, at_most) USING held;
END $$;

CREATE OR REPLACE FUNCTION om_marks(marks jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT '{' || coalesce(string_agg(mark, ','), '') || '}' FROM jsonb_array_elements_text(marks) mark $$;

DROP FUNCTION IF EXISTS om_find_records(text[], integer);
REVOKE ALL ON FUNCTION om_refresh_words(bigint[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION om_records_named_to_me() FROM PUBLIC;
