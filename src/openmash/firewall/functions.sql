-- What the policies ask. Each reads the partnership's own tables as their owner (security
-- definer), so that who somebody is never depends on what the application says of them.

CREATE OR REPLACE FUNCTION om_viewer() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('openmash.viewer_id', true), '')::bigint $$;

CREATE OR REPLACE FUNCTION om_service() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('openmash.service', true), '') $$;

CREATE OR REPLACE FUNCTION om_draft() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('openmash.draft', true), '') $$;

CREATE OR REPLACE FUNCTION om_today() RETURNS date LANGUAGE sql STABLE AS
$$ SELECT (now() AT TIME ZONE 'Europe/London')::date $$;

CREATE OR REPLACE FUNCTION om_agency() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT agency_id FROM agencies_practitioner WHERE id = om_viewer() AND is_active $$;

CREATE OR REPLACE FUNCTION om_roles() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(array_agg(DISTINCT g.role::text), '{}')
   FROM agencies_rolegrant g JOIN agencies_practitioner p ON p.id = g.practitioner_id
   WHERE p.id = om_viewer() AND p.is_active AND g.from_on <= om_today()
     AND (g.until_on IS NULL OR g.until_on >= om_today()) AND g.withdrawn_at IS NULL $$;

-- The remits in which the viewer holds a role inside the hub's firewall.
CREATE OR REPLACE FUNCTION om_hub_remits() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(array_agg(DISTINCT g.remit::text), '{}')
   FROM agencies_rolegrant g JOIN agencies_practitioner p ON p.id = g.practitioner_id
   WHERE p.id = om_viewer() AND p.is_active AND g.from_on <= om_today()
     AND (g.until_on IS NULL OR g.until_on >= om_today()) AND g.withdrawn_at IS NULL
     AND g.role IN ('triage', 'decision_maker', 'hub_manager') $$;

CREATE OR REPLACE FUNCTION om_known() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT om_viewer() IS NOT NULL OR om_service() <> '' $$;

CREATE OR REPLACE FUNCTION om_has(role text) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT role = ANY (om_roles()) $$;

CREATE OR REPLACE FUNCTION om_is(service text) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT om_service() = service $$;

CREATE OR REPLACE FUNCTION om_broke_glass(ref text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT EXISTS (SELECT 1 FROM enquiries_breakglass b WHERE b.reference = ref
                  AND b.practitioner_id = om_viewer() AND b.lapses_at > now()) $$;

-- Whom a restricted record names as its readers, and who broke the glass and still may look.
CREATE OR REPLACE FUNCTION om_reads_enquiry(enquiry bigint, ref text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT EXISTS (SELECT 1 FROM enquiries_reader r
                  WHERE r.enquiry_id = enquiry AND r.practitioner_id = om_viewer())
       OR om_broke_glass(ref) $$;

CREATE OR REPLACE FUNCTION om_reads_contact(contact bigint, ref text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT EXISTS (SELECT 1 FROM enquiries_reader r
                  WHERE r.contact_id = contact AND r.practitioner_id = om_viewer())
       OR EXISTS (SELECT 1 FROM enquiries_enquirycontact ec
                  JOIN enquiries_reader r ON r.enquiry_id = ec.enquiry_id
                  WHERE ec.contact_id = contact AND r.practitioner_id = om_viewer())
       OR EXISTS (SELECT 1 FROM enquiries_enquirycontact ec
                  JOIN enquiries_enquiry e ON e.id = ec.enquiry_id
                  WHERE ec.contact_id = contact AND om_broke_glass(e.reference))
       OR om_broke_glass(ref) $$;

-- Contacts that went into an enquiry which was restricted later: hidden with it, as one list that
-- is made once a query. A contact itself is never edited, so it cannot carry the mark.
CREATE OR REPLACE FUNCTION om_hidden_contacts() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(array_agg(ec.contact_id), '{}')
   FROM enquiries_enquiry e JOIN enquiries_enquirycontact ec ON ec.enquiry_id = e.id
   WHERE e.is_restricted AND NOT om_reads_enquiry(e.id, e.reference) $$;

CREATE OR REPLACE FUNCTION om_reads_person(person bigint, ref text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT EXISTS (SELECT 1 FROM enquiries_reader r
                  WHERE r.person_id = person AND r.practitioner_id = om_viewer())
       OR om_broke_glass(ref) $$;

-- Contacts offered to the viewer as the allocated worker of somebody in them, and not declined.
CREATE OR REPLACE FUNCTION om_handed_contacts() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(array_agg(s.contact_id), '{}')
   FROM enquiries_handover h JOIN enquiries_screening s ON s.id = h.screening_id
   WHERE h.worker_id = om_viewer() AND h.declined_at IS NULL $$;

-- Candidate records that share a blocking key: array overlap is not leakproof, so under a policy
-- it could not use its index. Only keys of rows come back; the caller joins them to what it may see.
CREATE OR REPLACE FUNCTION om_candidate_records(wanted text[], at_most integer)
RETURNS TABLE (record_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT r.id FROM people_agencyrecord r
   WHERE r.keys && wanted AND (om_is('identity') OR om_is('setup') OR om_hub_remits() <> '{}')
   LIMIT at_most $$;

-- Whether somebody of the hub sees a record: it is not for named readers only, neither by itself
-- nor through its person, or the viewer is one of them. It answers for claims and ties as well,
-- because a policy that asks another table's policies for every row is slow at a million people.
CREATE OR REPLACE FUNCTION om_sees_record(record bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER COST 2000 SET search_path = public, pg_temp AS
$$ SELECT NOT (r.is_restricted OR coalesce(p.is_restricted, false))
       OR (p.is_restricted AND om_reads_person(p.id, p.reference))
       OR (r.is_restricted AND EXISTS (
             SELECT 1 FROM contacts_contactperson cp JOIN contacts_contact c ON c.id = cp.contact_id
             WHERE cp.record_id = r.id AND om_reads_contact(c.id, c.reference)))
   FROM people_agencyrecord r LEFT JOIN people_membership m ON m.record_id = r.id
     LEFT JOIN people_person p ON p.id = m.person_id WHERE r.id = record $$;

-- Whoever proposed to join two people cannot be the one who agrees to it.
CREATE OR REPLACE FUNCTION om_is_second_person(proposal bigint, answers_by bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT proposal IS NULL OR EXISTS (SELECT 1 FROM people_claim c WHERE c.id = proposal
                                      AND c.says = 'proposed' AND c.by_id <> answers_by) $$;

-- Who was let in to an enquiry, so that the worker can tell each of them when two of its people are
-- found to be one, or one to be two. Only keys of practitioners come back, and only to the worker.
CREATE OR REPLACE FUNCTION om_who_read(ref text) RETURNS TABLE (practitioner bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT DISTINCT e.by_id FROM audit_event e
   WHERE om_is('worker') AND e.reference = ref AND e.kind = 'look' AND e.is_allowed
     AND e.by_id IS NOT NULL $$;

-- What the anonymous-safe receipt page may say: received, being considered, or the outcome's band.
CREATE OR REPLACE FUNCTION om_receipt(ref text, secret text)
RETURNS TABLE (reference text, received_at timestamptz, moment text, band text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT c.reference, c.received_at, f.moment, f.band, f.at
   FROM contacts_contact c LEFT JOIN contacts_feedback f
     ON f.contact_id = c.id AND (NOT f.is_withheld OR f.moment = 'receipt')
   WHERE c.reference = ref AND c.secret_hash = secret AND secret <> '' ORDER BY f.at $$;

-- The register of decisions not to share: who, when and what sort of reason, never what was held. A
-- request about somebody restricted is there for information governance only.
CREATE OR REPLACE FUNCTION om_not_shared()
RETURNS TABLE (reference text, agency text, state text, why_kind text, at timestamptz, sealed integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT r.reference::text, coalesce(a.name, 'An authority outside the area')::text, r.state::text,
          r.why_kind::text, r.answered_at, r.sealed_count::integer
   FROM enquiries_request r JOIN enquiries_enquiry e ON e.id = r.enquiry_id
        LEFT JOIN agencies_agency a ON a.id = r.agency_id
   WHERE (r.state IN ('cannot_share', 'cannot_search', 'not_searched') OR r.sealed_count > 0)
     AND (om_has('information_governance') OR (om_has('hub_manager') AND NOT e.is_restricted))
   ORDER BY r.answered_at DESC NULLS LAST, r.id DESC $$;

-- References run in one row a kind and year and can be guessed; knowing one opens nothing.
CREATE SEQUENCE IF NOT EXISTS om_contact_number START 1001;
CREATE SEQUENCE IF NOT EXISTS om_enquiry_number START 101;
CREATE SEQUENCE IF NOT EXISTS om_assessment_number START 101;
CREATE SEQUENCE IF NOT EXISTS om_person_number START 1;
CREATE SEQUENCE IF NOT EXISTS om_product_number START 101;
CREATE SEQUENCE IF NOT EXISTS om_request_number START 101;

-- Nobody rewrites history: not even a role that was granted too much.
CREATE OR REPLACE FUNCTION om_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;

-- Some columns of a row stand for ever. Setting up a hub may still write them, and so may its
-- owner, who has no identity here; nobody who signs in may, whatever the application asks for.
CREATE OR REPLACE FUNCTION om_changes_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
     IF om_is('setup') OR NOT om_known() THEN RETURN NEW; END IF;
     IF to_jsonb(OLD) - TG_ARGV IS DISTINCT FROM to_jsonb(NEW) - TG_ARGV THEN
       RAISE EXCEPTION 'this part of % does not change', TG_TABLE_NAME
         USING ERRCODE = 'insufficient_privilege';
     END IF;
     RETURN NEW;
   END $$;

CREATE OR REPLACE TRIGGER a_grant_can_only_end BEFORE UPDATE ON agencies_rolegrant
FOR EACH ROW EXECUTE FUNCTION om_changes_only('until_on', 'withdrawn_at');

CREATE OR REPLACE TRIGGER an_agreement_can_only_end BEFORE UPDATE ON agencies_sharingagreement
FOR EACH ROW EXECUTE FUNCTION om_changes_only('ended_on');

-- Where somebody works says what they may see, so only an administrator moves them.
CREATE OR REPLACE TRIGGER nobody_moves_themselves BEFORE UPDATE ON agencies_practitioner
FOR EACH ROW WHEN (NOT om_has('administrator') OR OLD.id = om_viewer())
EXECUTE FUNCTION om_changes_only('password', 'last_login', 'name', 'job_title', 'phone', 'team_id');

-- Who answers for an agency does not decide for the hub: one person holds only one of the two
-- at any one time, whoever grants it.
CREATE OR REPLACE FUNCTION om_roles_apart(who bigint, wanted text, from_day date, until_day date)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT wanted NOT IN ('agency_researcher', 'decision_maker') OR NOT EXISTS (
     SELECT 1 FROM agencies_rolegrant g
     WHERE g.practitioner_id = who AND g.role <> wanted AND g.withdrawn_at IS NULL
       AND g.role IN ('agency_researcher', 'decision_maker')
       AND daterange(g.from_on, g.until_on, '[]') && daterange(from_day, until_day, '[]')) $$;

-- Counts for the partnership, and nothing but counts: no key, no name, no date nearer than its
-- month. Whoever may not see figures gets no rows. What is shown of small counts the page decides.
CREATE OR REPLACE FUNCTION om_figures(first_day date, past_day date)
RETURNS TABLE (figure text, line text, part text, counted bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ WITH readers AS (
     SELECT om_roles() && ARRAY['triage', 'decision_maker', 'hub_manager',
                                'information_governance', 'analyst'] AS may),
   worries AS (
     SELECT c.id, c.received_at AT TIME ZONE 'Europe/London' AS at, c.agency_id
     FROM contacts_contact c, readers
     WHERE readers.may AND c.received_at >= (first_day::timestamp AT TIME ZONE 'Europe/London')
       AND c.received_at < (past_day::timestamp AT TIME ZONE 'Europe/London')),
   decided AS (
     SELECT s.contact_id, coalesce(nullif(s.brag, ''), 'unrated') AS brag,
            EXISTS (SELECT 1 FROM enquiries_handover h WHERE h.screening_id = s.id) AS is_open,
            s.decided_at,
            (SELECT k.due_at FROM enquiries_runningclock k
             WHERE k.screening_id = s.id AND k.code = 'HUB-DEC' ORDER BY k.id DESC LIMIT 1) AS due_at
     FROM enquiries_screening s JOIN worries w ON w.id = s.contact_id)
   SELECT 'sector', coalesce(a.sector, 'no_agency'), coalesce(d.brag, 'unrated'), count(*)
   FROM worries w LEFT JOIN agencies_agency a ON a.id = w.agency_id
   LEFT JOIN decided d ON d.contact_id = w.id GROUP BY 2, 3
   UNION ALL
   SELECT 'month', to_char(w.at, 'YYYY-MM'),
          CASE WHEN d.is_open THEN 'open'
               WHEN d.decided_at IS NULL AND (d.due_at IS NULL OR d.due_at > now()) THEN 'undecided'
               WHEN d.due_at IS NULL THEN 'untimed'
               WHEN d.decided_at <= d.due_at THEN 'in_time' ELSE 'late' END, count(*)
   FROM worries w LEFT JOIN decided d ON d.contact_id = w.id GROUP BY 2, 3
   UNION ALL
   SELECT 'agency', a.name,
          CASE WHEN r.answered_at IS NULL AND (r.due_at IS NULL OR r.due_at > now()) THEN 'waiting'
               WHEN r.due_at IS NULL OR r.answered_at <= r.due_at THEN 'in_time' ELSE 'late' END,
          count(*)
   FROM enquiries_request r JOIN agencies_agency a ON a.id = r.agency_id, readers
   WHERE readers.may AND r.state <> 'withdrawn'
     AND r.issued_at >= (first_day::timestamp AT TIME ZONE 'Europe/London')
     AND r.issued_at < (past_day::timestamp AT TIME ZONE 'Europe/London')
   GROUP BY 2, 3 $$;
