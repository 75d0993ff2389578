-- Invented rows. What must never leave the database has the letters zq7 in it where a text has room for them.
CREATE TEMP TABLE bookkeeping AS
  SELECT quote_ident(table_name) AS t, quote_ident(column_name) AS c, CASE data_type WHEN 'character varying' THEN '''zq7''' ELSE '''2022-11-01T00:00''' END AS d
  FROM information_schema.columns
  WHERE table_schema = 'public' AND is_nullable = 'NO' AND column_default IS NULL AND (column_name IN ('created_at', 'updated_at', 'crypted_password', 'password_salt', 'compact_name', 'shortcode'));
DO $$ DECLARE r record; BEGIN
  FOR r IN SELECT * FROM bookkeeping LOOP EXECUTE format('ALTER TABLE %s ALTER %s SET DEFAULT %s', r.t, r.c, r.d); END LOOP;
END $$;

INSERT INTO missions (id, name, compact_name, shortcode) VALUES ('6a000000-0000-4000-8000-000000000001', 'Nepal 2022', 'nepal2022', 'np'), (md5('mission other')::uuid, 'Another mission zq7', 'other', 'xx');
INSERT INTO settings (mission_id, timezone, twilio_auth_token) SELECT id, CASE shortcode WHEN 'np' THEN 'Asia/Kathmandu' ELSE 'UTC' END, 'zq7' FROM missions;
INSERT INTO users (id, login, name, email, phone, birth_year, notes) SELECT md5('user ' || i)::uuid, 'zq7-' || i, 'Sita zq7 Gurung', 'sita.zq7@example.org', '+977 98 4191 77' || i, 1990, 'zq7' FROM generate_series(1, 3) i;
INSERT INTO assignments (mission_id, user_id, role) SELECT '6a000000-0000-4000-8000-000000000001', id, 'enumerator' FROM users;

INSERT INTO option_sets (id, mission_id, name, geographic, level_names) VALUES
  (md5('set places')::uuid, '6a000000-0000-4000-8000-000000000001', 'Places', true, '[{"en": "Province"}, {"en": "District"}, {"en": "Station"}]'),
  (md5('set grave')::uuid, '6a000000-0000-4000-8000-000000000001', 'How grave', false, NULL), (md5('set kinds')::uuid, '6a000000-0000-4000-8000-000000000001', 'Kinds', false, NULL);
INSERT INTO options (id, mission_id, canonical_name, name_translations, latitude, longitude)
  SELECT md5('option ' || en)::uuid, '6a000000-0000-4000-8000-000000000001', en, jsonb_strip_nulls(jsonb_build_object('en', en, 'ne', ne)), lat, lon FROM (VALUES
    ('Bagmati', 'बागमती', NULL, NULL), ('Kathmandu', NULL, 27.70, 85.32), ('Station 14', NULL, 27.717245, 85.323961), ('Station 15', NULL, 0, 0), ('Lalitpur', NULL, NULL, NULL),
    ('Minor', NULL, NULL, NULL), ('Serious', NULL, NULL, NULL), ('Very serious', NULL, NULL, NULL), ('No idea', NULL, NULL, NULL),
    ('Vote buying', NULL, NULL, NULL), ('Intimidation', NULL, NULL, NULL), ('Counting', NULL, NULL, NULL), ('Something new', NULL, NULL, NULL)) o (en, ne, lat, lon);
-- The root of a set's tree is a node without an option.
INSERT INTO option_nodes (id, option_set_id, option_id, ancestry, ancestry_depth, rank, mission_id)
  SELECT md5('node ' || name)::uuid, md5('set ' || s)::uuid, CASE WHEN name !~ '^root' THEN md5('option ' || name)::uuid END,
    CASE WHEN above <> '' THEN (SELECT string_agg(md5('node ' || a)::uuid::text, '/' ORDER BY o) FROM unnest(string_to_array(above, '/')) WITH ORDINALITY x (a, o)) END,
    coalesce(array_length(string_to_array(nullif(above, ''), '/'), 1), 0), 1, '6a000000-0000-4000-8000-000000000001' FROM (VALUES
    ('places', 'root places', ''), ('places', 'Bagmati', 'root places'), ('places', 'Kathmandu', 'root places/Bagmati'), ('places', 'Lalitpur', 'root places/Bagmati'),
    ('places', 'Station 14', 'root places/Bagmati/Kathmandu'), ('places', 'Station 15', 'root places/Bagmati/Kathmandu'),
    ('grave', 'root grave', ''), ('grave', 'Minor', 'root grave'), ('grave', 'Serious', 'root grave'), ('grave', 'Very serious', 'root grave'), ('grave', 'No idea', 'root grave'),
    ('kinds', 'root kinds', ''), ('kinds', 'Vote buying', 'root kinds'), ('kinds', 'Intimidation', 'root kinds'), ('kinds', 'Counting', 'root kinds'), ('kinds', 'Something new', 'root kinds')) n (s, name, above);
INSERT INTO questions (id, mission_id, code, canonical_name, name_translations, qtype_name, option_set_id, access_level)
  SELECT md5('question ' || m || code)::uuid, CASE m WHEN 1 THEN '6a000000-0000-4000-8000-000000000001'::uuid ELSE md5('mission other')::uuid END, code, name, jsonb_build_object('en', name), type, CASE WHEN s <> '' AND m = 1 THEN md5('set ' || s)::uuid END, access
  FROM (VALUES ('Title', 'In a few words', 'text', '', 'inherit'), ('What', 'What happened?', 'long_text', '', 'inherit'), ('Grave', 'How grave?', 'select_one', 'grave', 'inherit'), ('Kinds', 'What kinds?', 'select_multiple', 'kinds', 'inherit'),
    ('Where', 'Where?', 'select_one', 'places', 'inherit'), ('Day', 'Which day?', 'date', '', 'inherit'), ('Time', 'At what time?', 'time', '', 'inherit'), ('Witness', 'Witness and telephone', 'text', '', 'private')) q (code, name, type, s, access), generate_series(1, 2) m;
INSERT INTO forms (id, mission_id, name, status, access_level) VALUES
  (md5('form incident')::uuid, '6a000000-0000-4000-8000-000000000001', 'Incident', 'live', 'public'), (md5('form harassment')::uuid, '6a000000-0000-4000-8000-000000000001', 'Incident: harassment', 'paused', 'private'),
  (md5('form draft')::uuid, '6a000000-0000-4000-8000-000000000001', 'Incident (new) zq7', 'draft', 'public'), (md5('form checklist')::uuid, '6a000000-0000-4000-8000-000000000001', 'Opening zq7', 'live', 'public'), (md5('form other')::uuid, md5('mission other')::uuid, 'Incident', 'live', 'public');
INSERT INTO form_items (id, form_id, question_id, mission_id, type, rank, ancestry_depth)
  SELECT md5('item ' || f.id || q.code)::uuid, f.id, q.id, f.mission_id, 'Questioning', 1, 1 FROM forms f JOIN questions q ON q.mission_id = f.mission_id;

INSERT INTO responses (id, form_id, mission_id, user_id, shortcode, source, reviewed, incomplete, created_at, updated_at, reviewer_notes, device_id)
  SELECT md5('response ' || i)::uuid, md5(CASE WHEN i % 4 = 3 THEN 'form harassment' ELSE 'form incident' END)::uuid, '6a000000-0000-4000-8000-000000000001', md5('user ' || (1 + i % 3))::uuid, 'np-' || i, 'odk', i % 3 > 0, false,
    '2022-11-20T03:00'::timestamp + make_interval(mins => 11 * i), '2022-11-21T03:00'::timestamp + make_interval(mins => i, secs => i / 8.0), 'zq7', 'zq7-device' FROM generate_series(1, 30) i;
-- What must not be seen: incomplete ones, drafts, other forms, another mission's.
INSERT INTO responses (id, form_id, mission_id, user_id, shortcode, source, reviewed, incomplete) VALUES
  (md5('response 101')::uuid, md5('form incident')::uuid, '6a000000-0000-4000-8000-000000000001', md5('user 1')::uuid, 'np-101', 'web', true, true), (md5('response 102')::uuid, md5('form draft')::uuid, '6a000000-0000-4000-8000-000000000001', md5('user 1')::uuid, 'np-102', 'web', true, false),
  (md5('response 103')::uuid, md5('form checklist')::uuid, '6a000000-0000-4000-8000-000000000001', md5('user 1')::uuid, 'np-103', 'web', true, false), (md5('response 104')::uuid, md5('form other')::uuid, md5('mission other')::uuid, md5('user 1')::uuid, 'np-104', 'web', true, false);
INSERT INTO answers (id, response_id, questioning_id, mission_id, value, date_value, time_value, option_node_id)
  SELECT md5('answer ' || r.shortcode || a.code)::uuid, r.id, md5('item ' || r.form_id || a.code)::uuid, r.mission_id, a.value, a.day, a.clock, CASE WHEN a.node <> '' THEN md5('node ' || a.node)::uuid END
  FROM responses r, LATERAL (SELECT split_part(r.shortcode, '-', 2)::int AS i) n, LATERAL (VALUES
    ('Title', CASE WHEN i > 100 THEN 'zq7 hidden' ELSE 'Event no. ' || i END, NULL::date, NULL::time, ''), ('What', CASE WHEN i % 5 = 0 THEN NULL WHEN i > 100 THEN 'zq7' ELSE 'It happened, no. ' || i END, NULL, NULL, ''),
    ('Grave', NULL, NULL, NULL, (ARRAY['Minor', 'Serious', 'Very serious', 'No idea', ''])[1 + i % 5]), ('Kinds', NULL, NULL, NULL, ''), ('Where', NULL, NULL, NULL, (ARRAY['Station 14', 'Station 15', 'Lalitpur', ''])[1 + i % 4]),
    ('Day', NULL, CASE WHEN i % 6 > 0 THEN '2022-11-20'::date - i % 2 END, NULL, ''), ('Time', NULL, NULL, CASE WHEN i % 7 > 1 THEN '00:15'::time + make_interval(mins => 31 * i) END, ''), ('Witness', 'Ram zq7 Thapa, 984191774191', NULL, NULL, '')) a (code, value, day, clock, node);
INSERT INTO choices (id, answer_id, option_node_id)
  SELECT md5('choice ' || i || k)::uuid, md5('answer np-' || i || 'Kinds')::uuid, md5('node ' || k)::uuid FROM generate_series(1, 30) i, unnest(CASE i % 4 WHEN 0 THEN '{}'::text[] WHEN 1 THEN '{Vote buying}' WHEN 2 THEN '{Vote buying,Intimidation}' ELSE '{Counting,Something new}' END) k;
INSERT INTO media_objects (answer_id, type) SELECT md5('answer np-' || i || 'What')::uuid, 'Media::' || (ARRAY['Image', 'Video', 'Audio'])[1 + i % 3] FROM generate_series(1, 4) i;
INSERT INTO sms_messages (type, adapter_name, sent_at, body, "from", mission_id) VALUES ('Sms::Incoming', 'zq7', '2022-11-20T05:00', 'zq7', '+977 98 4191 774', '6a000000-0000-4000-8000-000000000001');
INSERT INTO tags (name, mission_id) VALUES ('zq7', '6a000000-0000-4000-8000-000000000001');

DO $$ DECLARE r record; BEGIN
  FOR r IN SELECT * FROM bookkeeping LOOP EXECUTE format('ALTER TABLE %s ALTER %s DROP DEFAULT', r.t, r.c); END LOOP;
END $$;
