-- Invented rows. What must never leave the database has the letters zq7 in it where a text has room for them.
SET SESSION sql_mode = '';
INSERT INTO country (id, iso, country) VALUES (115, 'KE', 'Kenya'), (233, 'UG', 'Uganda');
INSERT INTO category (id, parent_id, category_title, category_visible, category_trusted) VALUES
  (1, 0, 'Security Issues', 1, 0), (2, 1, 'Armed Clashes', 1, 0), (3, 1, 'Intimidation', 1, 0), (10, 0, 'Polling Station Administration', 1, 0), (11, 10, 'Voter Register Irregularities', 1, 0), (12, 10, 'Purchasing of Voter Cards', 1, 0),
  (20, 0, 'Counting and Results', 1, 0), (30, 0, 'Positive Events', 1, 0), (40, 0, 'Internal zq7', 0, 0), (50, 0, 'A category added on election day', 1, 0);
INSERT INTO category_lang (category_id, locale, category_title) VALUES (1, 'sw_KE', 'Usalama');
INSERT INTO form (id, form_title) VALUES (1, 'Default'), (2, 'Monitors');
INSERT INTO form_field (id, form_id, field_name, field_type) VALUES (1, 2, 'Severity', 5), (2, 2, 'Polling station', 1), (3, 2, 'Telephone of witness', 1);
INSERT INTO location (id, location_name, country_id, latitude, longitude, location_visible)
  SELECT seq, ELT(1 + seq % 4, 'Nakuru Town', 'Kibera, Nairobi', 'N/A', ''), CASE seq WHEN 20 THEN 233 ELSE 115 END,
    CASE seq % 5 WHEN 0 THEN 0 ELSE -1.2921 + seq / 100 END, CASE seq % 5 WHEN 0 THEN 0 ELSE 36.8219 + seq / 100 END, seq % 7 > 0 FROM seq_1_to_45;
-- Times are those of the clock in Nairobi. There are reports without a date and with the zero date, one of a user who is 0.
INSERT INTO incident (id, location_id, form_id, locale, user_id, incident_title, incident_description, incident_date, incident_mode, incident_active, incident_verified, incident_dateadd, incident_dateadd_gmt, incident_datemodify)
  SELECT seq, seq, 1 + seq % 2, IF(seq % 6 = 0, 'sw_KE', 'en_US'), 0, IF(seq % 9 = 0, NULL, CONCAT('Report ', seq, ' – Nakuru')), IF(seq % 9 = 1, '', CONCAT('Seen by a monitor, no. ', seq, ' ✓')),
    CASE seq % 8 WHEN 0 THEN '0000-00-00 00:00:00' WHEN 7 THEN NULL ELSE '2013-03-04 06:00:00' + INTERVAL seq * 13 MINUTE END, 1 + seq % 5, seq % 4 > 0, seq % 3 = 0,
    '2013-03-04 07:00:00' + INTERVAL seq * 13 MINUTE, '2013-03-04 04:00:00' + INTERVAL seq * 13 MINUTE, IF(seq % 5 = 0, NULL, '2013-03-05 00:30:00' + INTERVAL seq MINUTE)
  FROM seq_1_to_40;
-- Duplicates, tests, another country's and spam: what nobody may see.
INSERT INTO incident (id, location_id, incident_title, incident_description, incident_date, incident_active, incident_verified, incident_dateadd) VALUES
  (101, 41, 'TEST please ignore zq7', 'zq7', '2013-03-01 10:00:00', 1, 1, '2013-03-01 10:00:00'), (102, 42, 'zq7 became spam', 'zq7', '2013-03-04 10:00:00', 1, 0, '2013-03-04 10:00:00');
INSERT INTO incident_category (incident_id, category_id) SELECT i.seq, c.id FROM seq_1_to_40 i JOIN category c ON (c.id IN (1, 2) AND i.seq % 5 = 0) OR (c.id IN (3, 11) AND i.seq % 5 = 1) OR (c.id IN (12, 40) AND i.seq % 5 = 2) OR (c.id IN (20) AND i.seq % 5 = 3) OR (c.id = 50 AND i.seq % 10 = 3) OR (c.id = 30 AND i.seq % 10 = 9);
INSERT INTO incident_lang (incident_id, locale, incident_title, incident_description) SELECT seq, 'sw_KE', CONCAT('Ripoti ', seq), CONCAT('Maelezo ', seq) FROM seq_1_to_10_step_3;
INSERT INTO incident_lang (incident_id, locale, incident_title, incident_description) VALUES (1, 'fr_FR', 'Rapport 1', NULL);
INSERT INTO incident_person (incident_id, person_first, person_last, person_email, person_phone, person_ip) SELECT seq, 'Wanjiru zq7', 'Kamau zq7', 'wanjiru.zq7@example.org', '+254 722 774191', '10.77.41.91' FROM seq_1_to_40;
INSERT INTO form_response (form_field_id, incident_id, form_response) SELECT 1, seq, ELT(1 + seq % 5, 'Low', 'Medium', 'High', 'N/A', '') FROM seq_1_to_40_step_2;
INSERT INTO form_response (form_field_id, incident_id, form_response) SELECT 3, seq, '+254 722 774191 zq7' FROM seq_1_to_40;
INSERT INTO media (incident_id, media_type, media_title, media_link, media_active) SELECT 1 + seq % 12, 1 + seq % 5, 'zq7', CASE 1 + seq % 5 WHEN 2 THEN CONCAT('https://videos.example.org/', seq) WHEN 4 THEN CONCAT('https://news.example.org/', seq) ELSE CONCAT('zq7-', seq, '.jpg') END, seq % 6 > 0 FROM seq_1_to_15;
INSERT INTO monitor (id, boundary_id, phonenumber, polling_station) SELECT seq, 1, '+254 722 774191', CONCAT('zq7 ', seq) FROM seq_1_to_5;
INSERT INTO monitor_report (incident_id, monitor_id) SELECT seq, 1 + seq % 5 FROM seq_1_to_40_step_2;
INSERT INTO crowd_report (incident_id) SELECT seq FROM seq_2_to_40_step_4;
INSERT INTO peacenet_report (incident_id) SELECT seq FROM seq_4_to_40_step_8;
INSERT INTO message (incident_id, message_from, message, message_type, message_level) VALUES (1, '+254 722 774191', 'zq7', 1, 1), (0, '+254 722 774191', 'zq7 of no report', 1, 0), (102, '+254 722 774191', 'zq7', 1, 99);
INSERT INTO reporter (reporter_first, reporter_last, reporter_phone) VALUES ('zq7', 'zq7', '+254 722 774191');
INSERT INTO users (riverid, name, email, username, password) VALUES ('', 'zq7', 'zq7@example.org', 'zq7', 'zq7');
INSERT INTO verified (incident_id, user_id, verified_date, verified_status) VALUES (3, 1, '2013-03-04 12:00:00', 1);
INSERT INTO comment (incident_id, comment_author, comment_email, comment_description, comment_active) VALUES (1, 'zq7', 'zq7@example.org', 'zq7', 1);
INSERT INTO settings (`key`, value) VALUES ('site_timezone', 'Africa/Nairobi'), ('email_password', 'zq7');
