-- Invented rows. What must never leave the database has the letters zq7 in it where a text has room for them.
INSERT INTO deployment (name, primary_locale, other_locales) VALUES ('Sauti ya Wapiga Kura', 'en', '{sw}'), ('Another coalition zq7', 'en', '{}');
INSERT INTO resource (resource_type, deployment_id) VALUES ('event', 1), ('event', 1), ('form', 1), ('form', 1), ('event', 2), ('form', 2), ('event', 1), ('form', 1);
INSERT INTO location_set (name, deployment_id) VALUES ('Zambia 2021', 1), ('zq7', 2);
INSERT INTO location_type (name_translations, slug, location_set_id) VALUES ('{"en": "Country"}', 'country', 1), ('{"en": "Province"}', 'province', 1), ('{"en": "District"}', 'district', 1), ('{"en": "Station"}', 'station', 1), ('{"en": "zq7"}', 'zq7', 2);
INSERT INTO location (name_translations, code, location_set_id, location_type_id, geom) VALUES
  ('{"en": "Zambia"}', 'ZM', 1, 1, NULL),
  ('{"en": "Lusaka", "sw": "Lusaka"}', '05', 1, 2, NULL), ('{"en": "Copperbelt"}', '02', 1, 2, NULL),
  ('{"en": "Chongwe"}', '0501', 1, 3, NULL), ('{"sw": "Kitwe (sw)"}', '0201', 1, 3, NULL),
  ('{"en": "Chongwe Basic School 01"}', '050101', 1, 4, '(28.681234,-15.327654)'), ('{"en": "Ngwerere Hall"}', '050102', 1, 4, '(0,0)'), ('{"en": "Wusakile Primary 02"}', '020102', 1, 4, NULL),
  ('{"en": "zq7"}', 'X1', 2, 5, '(1,1)');
INSERT INTO location_path (location_set_id, ancestor_id, descendant_id, depth) VALUES
  (1,1,1,0), (1,2,2,0), (1,1,2,1), (1,3,3,0), (1,1,3,1), (1,4,4,0), (1,2,4,1), (1,1,4,2), (1,5,5,0), (1,3,5,1), (1,1,5,2),
  (1,6,6,0), (1,4,6,1), (1,2,6,2), (1,1,6,3), (1,7,7,0), (1,4,7,1), (1,2,7,2), (1,1,7,3), (1,8,8,0), (1,5,8,1), (1,3,8,2), (1,1,8,3), (2,9,9,0);
INSERT INTO participant_set (name, location_set_id, deployment_id) VALUES ('Observers 2021', 1, 1), ('zq7', 2, 2);
INSERT INTO participant_partner (name, participant_set_id) VALUES ('Caritas', 1), ('SACCORD', 1), ('A new partner', 1);
INSERT INTO participant (full_name_translations, participant_id, partner_id, gender, email, location_id, participant_set_id, device_id, password)
  SELECT '{"en": "Mutale zq7 Banda"}', '4' || lpad(i::text, 5, '0'), CASE i WHEN 4 THEN NULL ELSE i END, 'F', 'mutale.zq7@example.org', 5 + i, CASE WHEN i = 4 THEN 2 ELSE 1 END, 'zq7-device', 'zq7-password' FROM generate_series(1, 4) i;
INSERT INTO phone_contact (participant_id, number) SELECT i, '+260 97 7419177' FROM generate_series(1, 4) i;
INSERT INTO event (name, is_hidden, start, "end", resource_id, location_set_id, participant_set_id) VALUES
  ('General Election 2021', false, '2021-08-11T22:00Z', '2021-08-16T22:00Z', 1, 1, 1), ('Simulation zq7', true, '2021-07-01Z', '2021-07-02Z', 2, 1, 1), ('zq7', false, '2021-08-11Z', '2021-08-12Z', 5, 2, 2), ('By-election 2022', false, '2022-10-20T22:00Z', '2022-10-21T22:00Z', 7, 1, 1);
INSERT INTO form (name, is_hidden, prefix, form_type, resource_id, data) VALUES
  ('Critical incidents', false, 'CI', 'INCIDENT', 3, '{"groups": [{"name": "Incidents", "slug": "incidents", "fields": [
    {"tag": "A", "description": "Observer not permitted to observe", "type": "integer", "analysis_type": "N/A"},
    {"tag": "B", "description": "Violence or intimidation at or near the station", "type": "integer", "analysis_type": "N/A"},
    {"tag": "C", "description": "Ballot box stuffing", "type": "integer", "analysis_type": "N/A"},
    {"tag": "Z", "description": "Added by the deployment", "type": "integer", "analysis_type": "N/A"},
    {"tag": "SEV", "description": "How serious", "type": "select", "options": {"Minor": 1, "Major": 2}},
    {"tag": "WIT", "description": "Names of witnesses", "type": "comment"}]}]}'),
  ('Checklist', false, 'EC', 'CHECKLIST', 4, '{"groups": []}'), ('zq7', false, 'X', 'INCIDENT', 6, '{"groups": []}'), ('Hidden zq7', true, 'H', 'INCIDENT', 8, '{"groups": []}');
INSERT INTO submission (deployment_id, event_id, form_id, participant_id, location_id, data, submission_type, created, updated, quarantine_status, verification_status, incident_description, incident_status, last_phone_number, geom)
SELECT 1, CASE WHEN i % 10 = 0 THEN 4 ELSE 1 END, 1, 1 + i % 3, 6 + i % 3,
  (CASE i % 6 WHEN 0 THEN '{"A": 1}' WHEN 1 THEN '{"B": 1, "C": 1, "SEV": 2}' WHEN 2 THEN '{"C": 1, "SEV": 1}' WHEN 3 THEN '{"Z": 1, "SEV": 3}' WHEN 4 THEN '{}' ELSE '{"A": 1, "B": 1, "C": 1}' END::jsonb) || '{"WIT": "Joseph zq7, 0977 419 177"}',
  'O', '2021-08-12T05:00'::timestamp + make_interval(mins => 17 * i, secs => 0.5 * i), CASE WHEN i % 5 > 0 THEN '2021-08-12T06:00'::timestamp + make_interval(mins => 17 * i) END,
  CASE i % 8 WHEN 7 THEN 'R' ELSE '' END, (ARRAY['', '4', '5', '9'])[1 + i % 4], CASE WHEN i % 7 > 0 THEN 'What happened, no. ' || i END, (ARRAY[NULL, 'citizen', 'confirmed'])[1 + i % 3], '+260 97 7419177', '(28.7,-15.3)'
FROM generate_series(1, 40) i;
-- A participant whose partner is unknown; and what must not be seen: the merged row of a station, quarantined, rejected,
-- checklists, hidden events and forms, another deployment's.
INSERT INTO submission (deployment_id, event_id, form_id, participant_id, location_id, data, submission_type, created, quarantine_status, verification_status, incident_description, incident_status) VALUES
  (1, 1, 1, NULL, 6, '{"A": 1}', 'O', '2021-08-12T10:00', '', '4', 'Nobody''s', 'confirmed'),
  (1, 1, 1, NULL, 6, '{"A": 1}', 'M', '2021-08-12T10:00', '', '4', 'zq7 master', 'confirmed'),
  (1, 1, 1, 1, 6, '{"A": 1}', 'O', '2021-08-12T10:00', 'A', '4', 'zq7 quarantined', 'confirmed'),
  (1, 1, 1, 1, 6, '{"A": 1}', 'O', '2021-08-12T10:00', '', '4', 'zq7 rejected', 'rejected'),
  (1, 1, 2, 1, 6, '{"A": 1}', 'O', '2021-08-12T10:00', '', '4', 'zq7 checklist', NULL),
  (1, 2, 1, 1, 6, '{"A": 1}', 'O', '2021-08-12T10:00', '', '4', 'zq7 simulation', NULL),
  (1, 1, 4, 1, 6, '{"A": 1}', 'O', '2021-08-12T10:00', '', '4', 'zq7 hidden form', NULL),
  (2, 3, 3, 4, 9, '{"A": 1}', 'O', '2021-08-12T10:00', '', '4', 'zq7 tenant', NULL);
INSERT INTO submission_comment (submission_id, comment, deployment_id) VALUES (1, 'zq7', 1);
INSERT INTO message (direction, sender, text, deployment_id, event_id, submission_id) VALUES ('IN', '+260 97 7419177', 'CI1 zq7', 1, 1, 1);
INSERT INTO "user" (deployment_id, email, username, password) VALUES (1, 'zq7@example.org', 'zq7', 'zq7');
