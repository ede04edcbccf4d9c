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
     AND (g.until_on IS NULL OR g.until_on >= om_today()) $$;

-- The remits in which the viewer holds a role inside the hub's firewall.
CREATE OR REPLACE FUNCTION om_hub_remits() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(array_agg(DISTINCT g.remit::text), '{}')
   FROM agencies_rolegrant g JOIN agencies_practitioner p ON p.id = g.practitioner_id
   WHERE p.id = om_viewer() AND p.is_active AND g.from_on <= om_today()
     AND (g.until_on IS NULL OR g.until_on >= om_today())
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
       OR om_broke_glass(ref) $$;

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

-- What the anonymous-safe receipt page may say: received, being considered, or the outcome's band.
CREATE OR REPLACE FUNCTION om_receipt(ref text, secret text)
RETURNS TABLE (reference text, received_at timestamptz, moment text, band text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT c.reference, c.received_at, f.moment, f.band, f.at
   FROM contacts_contact c LEFT JOIN contacts_feedback f
     ON f.contact_id = c.id AND (NOT f.is_withheld OR f.moment = 'receipt')
   WHERE c.reference = ref AND c.secret_hash = secret AND secret <> '' ORDER BY f.at $$;

-- References run in one row a kind and year and can be guessed; knowing one opens nothing.
CREATE SEQUENCE IF NOT EXISTS om_contact_number START 1001;
CREATE SEQUENCE IF NOT EXISTS om_enquiry_number START 101;
CREATE SEQUENCE IF NOT EXISTS om_person_number START 1;
CREATE SEQUENCE IF NOT EXISTS om_product_number START 101;
CREATE SEQUENCE IF NOT EXISTS om_request_number START 101;

-- Nobody rewrites history: not even a role that was granted too much.
CREATE OR REPLACE FUNCTION om_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;
