-- A borough of made-up rows: 100,000 people, 10,000 enquiries, 1,000,000 pieces.
-- Written as the owner, in bulk; nothing here is anybody.

INSERT INTO agencies_partnership (name, area, reference_prefix, nation, opening_hours, closed_on,
    out_of_hours, out_of_hours_phone, settings, is_practice)
VALUES ('Bench hub', 'Bench', 'BEN', 'england',
    '{"0":["09:00","17:00"],"1":["09:00","17:00"],"2":["09:00","17:00"],"3":["09:00","17:00"],"4":["09:00","17:00"]}',
    '[]', '', '', '{}', true);

INSERT INTO agencies_agency (code, kind, kind_label, sector, name, presence, opening_hours, out_of_hours,
    is_term_time_only, phone, email, record_systems, holds, is_outside_area, is_active)
SELECT 'agency-' || n, (ARRAY['LA_CSC','P_MASH','H_GP','E_SCH','H_HV','LA_HOUS','J_PROB','H_AMH','V_IDVA','H_ACUTE'])[1 + n % 10],
    '', (ARRAY['la_children','police','health','education','health','housing','probation','health','voluntary','health'])[1 + n % 10],
    'Agency ' || n, 'core', '{}', '', false, '', '', '', '', false, true
FROM generate_series(1, 30) n;

INSERT INTO agencies_practitioner (password, email, name, job_title, phone, agency_id, is_active)
SELECT '!', 'worker' || n || '@bench.example', 'Worker ' || n, 'Practitioner', '',
    (SELECT min(id) FROM agencies_agency) + n % 30, true
FROM generate_series(0, 199) n;

INSERT INTO agencies_rolegrant (practitioner_id, agency_id, role, remit, from_on, granted_at)
SELECT p.id, p.agency_id, r.role, r.remit, '2020-01-01', now()
FROM agencies_practitioner p JOIN (VALUES (0, 'decision_maker', 'children'), (0, 'decision_maker', 'adults'),
    (1, 'triage', 'children'), (2, 'agency_researcher', '')) r (nth, role, remit)
    ON (p.id - (SELECT min(id) FROM agencies_practitioner)) % 4 = r.nth;

INSERT INTO people_agencyrecord (agency_id, recorded_on, source_reference, name, given_names, family_name,
    other_names, born_on, born_precision, is_unborn, sex, address, postcode, area, uprn, nhs_number, upn,
    other_identifiers, phone, email, ethnicity, language, needs, role, related_names, keys, is_restricted, created_at)
SELECT (SELECT min(id) FROM agencies_agency) + n % 30, date '2024-01-01' + n % 700, 'C-2025-' || n,
    'Given' || n % 977 || ' Family' || n % 4999, 'Given' || n % 977, 'Family' || n % 4999, '[]',
    date '1950-01-01' + (n * 37) % 27000, 'day', false, '', n % 200 || ' Street ' || n % 3000, '', 'Bench', '', '', '',
    '{}', '', '', '', '', '', 'child', '[]', ARRAY['n:' || n % 4999 || ':' || n % 977, 'd:' || (n * 37) % 27000], false, now()
FROM generate_series(1, 100000) n;

INSERT INTO people_person (reference, created_at, is_restricted)
SELECT 'P-' || lpad(n::text, 6, '0'), now(), false FROM generate_series(1, 100000) n;

INSERT INTO people_membership (record_id, person_id, since_at)
SELECT (SELECT min(id) FROM people_agencyrecord) + n, (SELECT min(id) FROM people_person) + n, now()
FROM generate_series(0, 99999) n;

INSERT INTO contacts_contact (reference, kind, submission_key, draft_key_hash, secret_hash, received_at, channel,
    agency_id, by_id, remits, area, practice_area, referrer_name, referrer_job, referrer_body, referrer_email,
    referrer_phone, referrer_relation, is_anonymous, is_confidential, danger, danger_tests, danger_done,
    happened_precision, happened_where, seen, told, opinion, voice, voice_of, voice_why_not, history, done_so_far,
    agreement, agreement_whose, agreement_why, is_family_told, safe_contact, safe_contact_how, must_not_know,
    not_known, indicators, is_restricted)
SELECT 'C-2025-' || n, 'worry', gen_random_uuid(), '', repeat('0', 64), now() - n * interval '20 minutes', 'online',
    (SELECT min(id) FROM agencies_agency) + n % 30, (SELECT min(id) FROM agencies_practitioner) + n % 200,
    CASE WHEN n % 4 = 0 THEN ARRAY['adults'] ELSE ARRAY['children'] END, '', '', '', '', '', '', '', '', false, false,
    'no', '[]', '', '', '', 'Something was seen. ' || repeat('More was written. ', 20), '', '', 'Some words.', '', '',
    '', '', '', '', '', '', '', '', '', '', '[]', false
FROM generate_series(1, 30000) n;

INSERT INTO contacts_contactperson (contact_id, position, part, relation, record_id, is_seen, last_seen_by,
    is_seen_alone, is_told, not_known)
SELECT (SELECT min(id) FROM contacts_contact) + n / 3, n % 3, CASE n % 3 WHEN 0 THEN 'child' WHEN 1 THEN 'child' ELSE 'household' END,
    '', (SELECT min(id) FROM people_agencyrecord) + n, '', '', '', '', ''
FROM generate_series(0, 89999) n;

INSERT INTO enquiries_screening (contact_id, state, received_at, brag, level, response, rationale, lawful_bases,
    pressing_need, necessity, proportionality, agreement, agreement_why, decide_by_at, version)
SELECT id, CASE WHEN nth <= 300 THEN 'waiting' WHEN nth <= 10300 THEN 'enquiry' ELSE 'answered' END, received_at,
    (ARRAY['red','amber','green','blue',''])[1 + nth % 5], '', '', CASE WHEN nth <= 300 THEN '' ELSE 'Because.' END, '[]', '', '', '', '', '',
    received_at + interval '1 day', 1
FROM (SELECT id, received_at, row_number() OVER (ORDER BY id) nth FROM contacts_contact) c;

INSERT INTO enquiries_enquiry (reference, stage, remits, practice_area, brag, level, received_at, opened_at, opened_by_id,
    purpose, lawful_bases, pressing_need, necessity, proportionality, agreement, agreement_why, informed, informed_why,
    safe_contact, safe_contact_how, must_not_know, is_restricted, restricted_why, closed_at, version)
SELECT 'BEN-2025-' || n, CASE WHEN n <= 400 THEN 'requested' ELSE 'closed' END, ARRAY['children'], '',
    (ARRAY['red','amber','green'])[1 + n % 3], '3', now() - n * interval '1 hour', now() - n * interval '1 hour',
    (SELECT min(id) FROM agencies_practitioner), 'S47', '[]', '', 'Needed.', 'No more.', 'NOT_SOUGHT', '', '', '', 'no', '', '',
    false, '', CASE WHEN n <= 400 THEN NULL ELSE now() END, 1
FROM generate_series(1, 10000) n;

INSERT INTO enquiries_enquirycontact (enquiry_id, contact_id, by_id, at)
SELECT (SELECT min(id) FROM enquiries_enquiry) + n, (SELECT min(id) FROM contacts_contact) + 300 + n,
    (SELECT min(id) FROM agencies_practitioner), now()
FROM generate_series(0, 9999) n;

INSERT INTO enquiries_subject (enquiry_id, person_id, record_id, position, part, name, born_precision, sex, address,
    relation, centre_words, centre_words_to, is_spoken_to, is_checked_by, added_by_id, added_at, born_on)
SELECT (SELECT min(id) FROM enquiries_enquiry) + n / 3, (SELECT min(id) FROM people_person) + n,
    (SELECT min(id) FROM people_agencyrecord) + n, n % 3, CASE n % 3 WHEN 2 THEN 'household' ELSE 'child' END,
    'Given' || n, 'day', '', '', '', '', '', '', '', (SELECT min(id) FROM agencies_practitioner), now(), date '2015-01-01' + n % 3000
FROM generate_series(0, 29999) n;

INSERT INTO enquiries_riskownership (enquiry_id, owner_id, from_at)
SELECT id, opened_by_id, opened_at FROM enquiries_enquiry;

INSERT INTO enquiries_request (reference, enquiry_id, agency_id, outside_authority, brag, purpose, why_asked, questions,
    period, lawful_bases, must_not_know, issued_at, issued_by_id, due_at, state, authorised_by, searched_systems,
    searched_names, why, exists_answer, exists_last_contact, exists_whom_to_call, conflict_checked, is_late_answer,
    reminders, version, answered_at, answered_by_id)
SELECT 'R-2025-' || n, (SELECT min(id) FROM enquiries_enquiry) + n / 8, (SELECT min(id) FROM agencies_agency) + n % 10, '', 'red', 'S47', 'To know.',
    '[]', '', '[]', '', now() - n * interval '8 minutes', (SELECT min(id) FROM agencies_practitioner),
    now() - n * interval '8 minutes' + interval '1 day', CASE WHEN n < 3200 AND n % 8 > 5 THEN 'sent' ELSE 'answered' END, '', '', '', '', '', '', '', true, false, 0, 1,
    CASE WHEN n < 3200 AND n % 8 > 5 THEN NULL ELSE now() END,
    CASE WHEN n < 3200 AND n % 8 > 5 THEN NULL ELSE (SELECT min(id) FROM agencies_practitioner) END
FROM generate_series(0, 79999) n;

INSERT INTO enquiries_piece (enquiry_id, request_id, agency_id, source_label, place, what, gist, analysis, happened_on,
    happened_precision, known_on, source, kind, is_first_hand, grade, conditions, restriction, flags, lawful_bases,
    sighting, is_seen_alone, seen_by, is_significant, significant_why, is_after_decision, by_id, at)
SELECT (SELECT min(id) FROM enquiries_enquiry) + n / 100, (SELECT min(id) FROM enquiries_request) + (n / 100) * 8 + n % 8,
    (SELECT min(id) FROM agencies_agency) + ((n / 100) * 8 + n % 8) % 10, '', places.code,
    'One thing that an agency knows, number ' || n, '', '', date '2023-01-01' + n % 1000, 'day', date '2025-01-01', '',
    'fact', true, '', '{}', 'share', '[]', '[]', CASE WHEN n % 10 = 0 THEN 'seen' ELSE '' END, '', '', false, '', false,
    (SELECT min(id) FROM agencies_practitioner), now()
FROM generate_series(0, 999999) n
JOIN (SELECT code, row_number() OVER () - 1 AS nth FROM unnest(:places::text[]) code) places ON places.nth = n % 14;

INSERT INTO enquiries_piecesubject (piece_id, subject_id)
SELECT p.id, (SELECT min(id) FROM enquiries_subject) + (p.enquiry_id - (SELECT min(id) FROM enquiries_enquiry)) * 3 + p.id % 3
FROM enquiries_piece p;

INSERT INTO enquiries_runningclock (code, enquiry_id, started_at, due_at, stopped_why)
SELECT 'HUB-TOT-R', id, opened_at, opened_at + interval '4 hours', '' FROM enquiries_enquiry WHERE stage <> 'closed';

INSERT INTO people_claim (record_a_id, record_b_id, says, model_version, weight, reasons, why, at)
SELECT (SELECT min(id) FROM people_agencyrecord) + n * 2, (SELECT min(id) FROM people_agencyrecord) + n * 2 + 1, 'possible', 'bench', 5, '[]', '', now()
FROM generate_series(0, 999) n;

SELECT setval('om_person_number', 200000);

ANALYZE;
