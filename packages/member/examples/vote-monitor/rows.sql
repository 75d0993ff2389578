-- Invented rows. What must never leave the database has the letters zq7 in it where a text has room for them.

-- Columns of bookkeeping that every table has get a value for the time of loading.
CREATE TEMP TABLE bookkeeping AS
  SELECT quote_ident(table_name) AS t, quote_ident(column_name) AS c,
    CASE data_type WHEN 'uuid' THEN '''77777777-7777-4777-8777-777777777777''' WHEN 'jsonb' THEN '''{}''' WHEN 'ARRAY' THEN '''{}'''
      WHEN 'integer' THEN '0' WHEN 'boolean' THEN 'false' WHEN 'timestamp with time zone' THEN '''2024-10-01T00:00Z''' WHEN 'date' THEN '''2024-10-01''' ELSE '''zq7''' END AS d
  FROM information_schema.columns
  WHERE table_schema = 'public' AND is_nullable = 'NO' AND column_default IS NULL AND column_name NOT IN ('Id', 'Iso2', 'Iso3', 'NumericCode');
DO $$ DECLARE r record; BEGIN
  FOR r IN SELECT * FROM bookkeeping LOOP EXECUTE format('ALTER TABLE %s ALTER %s SET DEFAULT %s', r.t, r.c, r.d); END LOOP;
END $$;

INSERT INTO "Countries" ("Id", "Name", "Iso2", "Iso3", "NumericCode") VALUES
  (md5('country MD')::uuid, 'Moldova', 'MD', 'MDA', '498'), (md5('country RO')::uuid, 'Romania', 'RO', 'ROU', '642');
INSERT INTO "Ngos" ("Id", "Name", "Status") VALUES
  ('0b0e7f0c-5d2e-4c53-9a52-5a3c39a7c001', 'Vot Curat', 'Activated'), (md5('ngo other')::uuid, 'Another organisation zq7', 'Activated');
INSERT INTO "ElectionRounds" ("Id", "CountryId", "Title", "EnglishTitle", "StartDate", "Status") VALUES
  ('a1000000-0000-4000-8000-000000000001', md5('country MD')::uuid, 'Alegeri prezidențiale 2024', 'Presidential election 2024', '2024-10-20', 'Archived'),
  ('a1000000-0000-4000-8000-000000000002', md5('country RO')::uuid, 'Alegeri parlamentare 2024', 'Parliamentary election 2024', '2024-12-01', 'Started'),
  ('a1000000-0000-4000-8000-000000000003', md5('country RO')::uuid, 'Alegeri locale, turul trei', 'Local elections, a round nobody mapped', '2024-12-15', 'Archived'),
  ('a1000000-0000-4000-8000-000000000009', md5('country MD')::uuid, 'TEST runda de instruire', 'TEST training round', '2024-09-01', 'Archived');
INSERT INTO "MonitoringNgos" ("Id", "NgoId", "ElectionRoundId", "Status")
  SELECT md5('monitoring ' || n."Name" || e."Id")::uuid, n."Id", e."Id", 'Active' FROM "Ngos" n, "ElectionRounds" e;
INSERT INTO "Coalitions" ("Id", "ElectionRoundId", "LeaderId", "Name")
  SELECT md5('coalition')::uuid, "ElectionRoundId", "Id", 'Coaliția zq7' FROM "MonitoringNgos" WHERE "Id" = md5('monitoring Vot Curata1000000-0000-4000-8000-000000000001')::uuid;
INSERT INTO "AspNetUsers" ("Id", "FirstName", "LastName", "DisplayName", "Email", "NormalizedUserName", "PhoneNumber")
  SELECT md5('user ' || i)::uuid, 'Ion zq7', 'Ceban zq7', 'Ion Ceban zq7', 'ion.zq7.' || i || '@example.org', 'ion' || i, '+373 69 000 00' || i FROM generate_series(1, 4) i;
INSERT INTO "Observers" ("Id", "ApplicationUserId") SELECT md5('observer ' || i)::uuid, md5('user ' || i)::uuid FROM generate_series(1, 4) i;
-- One observer of each organisation in each round.
INSERT INTO "MonitoringObservers" ("Id", "ElectionRoundId", "MonitoringNgoId", "ObserverId", "Status")
  SELECT md5('mo ' || n."Name" || m."ElectionRoundId")::uuid, m."ElectionRoundId", m."Id", md5('observer ' || CASE n."Name" WHEN 'Vot Curat' THEN 1 ELSE 2 END)::uuid, 'Active'
  FROM "MonitoringNgos" m JOIN "Ngos" n ON n."Id" = m."NgoId";
INSERT INTO "PollingStations" ("Id", "ElectionRoundId", "Number", "Address", "Level1", "Level2", "Level3", "Latitude", "Longitude")
  SELECT md5('station ' || e || i)::uuid, ('a1000000-0000-4000-8000-00000000000' || e)::uuid, i || '/' || (i * 7), 'Strada zq7 ' || i,
    CASE e WHEN 1 THEN 'Chișinău' ELSE 'Iași' END, CASE WHEN i % 3 > 0 THEN 'Sectorul ' || i END, CASE WHEN i % 4 = 0 THEN '' END,
    CASE i WHEN 2 THEN 0 WHEN 3 THEN NULL ELSE 47.0104567 + i / 100.0 END, CASE i WHEN 2 THEN 0 WHEN 3 THEN NULL ELSE 28.8638123 + i / 100.0 END
  FROM generate_series(1, 2) e, generate_series(1, 5) i;
INSERT INTO "Locations" ("Id", "ElectionRoundId", "Level1", "Level2")
  VALUES (md5('location 1')::uuid, 'a1000000-0000-4000-8000-000000000001', 'Orhei', NULL), (md5('location 2')::uuid, 'a1000000-0000-4000-8000-000000000002', 'Iași', 'Podu Iloaiei');

-- Reports in free text: every category, both rounds, and some that nobody may see.
INSERT INTO "QuickReports" ("Id", "ElectionRoundId", "MonitoringObserverId", "PollingStationId", "Title", "Description", "IncidentCategory", "FollowUpStatus", "QuickReportLocationType", "PollingStationDetails", "LastUpdatedAt")
SELECT md5('quick ' || i)::uuid, ('a1000000-0000-4000-8000-00000000000' || e)::uuid, md5('mo Vot Curat' || 'a1000000-0000-4000-8000-00000000000' || e)::uuid,
  CASE WHEN i % 3 > 0 THEN md5('station ' || e || (i % 5 + 1))::uuid END, 'Raport ' || i, 'Ce s-a întâmplat, nr. ' || i,
  categories[1 + i % 23], (ARRAY['NotApplicable', 'NeedsFollowUp', 'Resolved'])[1 + i % 3], CASE WHEN i % 3 > 0 THEN 'VisitedPollingStation' ELSE 'OtherPollingStation' END,
  'Lângă casa lui zq7', '2024-10-20T04:00:00Z'::timestamptz + make_interval(days => 42 * (e - 1), mins => 13 * i, secs => i % 7 / 1000.0)
FROM generate_series(1, 46) i, LATERAL (SELECT 1 + i % 2 AS e) r, (SELECT ARRAY['PhysicalViolenceIntimidationPressure', 'CampaigningAtPollingStation', 'RestrictionOfObserversRights',
  'UnauthorizedPersonsAtPollingStation', 'ViolationDuringVoterVerificationProcess', 'VotingWithImproperDocumentation', 'IllegalRestrictionOfVotersRightToVote', 'DamagingOrSeizingElectionMaterials',
  'ImproperFilingOrHandlingOfElectionDocumentation', 'BallotStuffing', 'ViolationsRelatedToControlPaper', 'NotCheckingVoterIdentificationSafeguardMeasures', 'VotingWithoutVoterIdentificationSafeguardMeasures',
  'BreachOfSecrecyOfVote', 'ViolationsRelatedToMobileBallotBox', 'NumberOfBallotsExceedsNumberOfVoters', 'ImproperInvalidationOrValidationOfBallots', 'FalsificationOrImproperCorrectionOfFinalProtocol',
  'RefusalToIssueCopyOfFinalProtocolOrIssuingImproperCopy', 'ImproperFillingInOfFinalProtocol', 'ViolationOfSealingProceduresOfElectionMaterials', 'ViolationsRelatedToVoterLists', 'Other'] AS categories) c;
INSERT INTO "QuickReports" ("Id", "ElectionRoundId", "MonitoringObserverId", "PollingStationId", "Title", "Description", "IncidentCategory", "FollowUpStatus", "QuickReportLocationType", "LastUpdatedAt") VALUES
  -- A category that a later version of the application brought, and a round of which nobody said which election it is.
  (md5('quick new category')::uuid, 'a1000000-0000-4000-8000-000000000001', md5('mo Vot Curata1000000-0000-4000-8000-000000000001')::uuid, NULL, 'Dronă', 'Deasupra secției', 'DroneOverPollingStation', 'Unheard', 'NotRelatedToAPollingStation', '2024-10-20T12:00:00.123456Z'),
  (md5('quick unknown round')::uuid, 'a1000000-0000-4000-8000-000000000003', md5('mo Vot Curata1000000-0000-4000-8000-000000000003')::uuid, NULL, 'Turul trei', '', 'BallotStuffing', 'NotApplicable', 'NotRelatedToAPollingStation', '2024-12-15T12:00:00Z'),
  (md5('quick test')::uuid, 'a1000000-0000-4000-8000-000000000009', md5('mo Vot Curata1000000-0000-4000-8000-000000000009')::uuid, NULL, 'zq7 a test', 'zq7', 'Other', 'NotApplicable', 'NotRelatedToAPollingStation', '2024-09-01T12:00:00Z'),
  (md5('quick tenant')::uuid, 'a1000000-0000-4000-8000-000000000001', md5('mo Another organisation zq7a1000000-0000-4000-8000-000000000001')::uuid, md5('station 11')::uuid, 'zq7 another tenant''s', 'zq7', 'BallotStuffing', 'NotApplicable', 'VisitedPollingStation', '2024-10-20T12:00:00Z');
INSERT INTO "QuickReportAttachments" ("Id", "ElectionRoundId", "QuickReportId", "MonitoringObserverId", "MimeType", "IsCompleted", "IsDeleted", "FilePath", "FileName")
SELECT md5('attachment ' || i)::uuid, q."ElectionRoundId", q."Id", q."MonitoringObserverId", (ARRAY['image/jpeg', 'video/mp4', 'audio/ogg', 'application/pdf'])[1 + i % 4], i <> 6, i = 5, 'https://files.example.org/zq7/' || i, 'zq7-' || i || '.jpg'
FROM generate_series(1, 8) i JOIN "QuickReports" q ON q."Id" = md5('quick ' || (1 + i % 4))::uuid;

-- Forms: what an answer means stands in the form's questions.
INSERT INTO "Forms" ("Id", "MonitoringNgoId", "ElectionRoundId", "Code", "FormType", "Status", "DefaultLanguage", "Name", "Questions")
SELECT md5('form ' || code)::uuid, md5('monitoring ' || ngo || 'a1000000-0000-4000-8000-00000000000' || round)::uuid, ('a1000000-0000-4000-8000-00000000000' || round)::uuid, code, type, 'Published', 'RO', name::jsonb, questions::jsonb
FROM (VALUES
  ('V', 'Vot Curat', 1, 'Voting', '{"RO": "Votarea", "EN": "Voting", "RU": "Голосование"}', '[
    {"$questionType": "singleSelectQuestion", "Id": "0000000a-0000-4000-8000-000000000001", "Code": "V1", "Text": {"RO": "Sigiliile sunt intacte?", "EN": "Are the seals intact?", "RU": "Пломбы целы?"}, "Options": [
      {"Id": "0000000b-0000-4000-8000-000000000001", "Text": {"RO": "Da", "EN": "Yes", "RU": "Да"}, "IsFlagged": false},
      {"Id": "0000000b-0000-4000-8000-000000000002", "Text": {"RO": "Nu", "EN": "No"}, "IsFlagged": true}]},
    {"$questionType": "multiSelectQuestion", "Id": "0000000a-0000-4000-8000-000000000002", "Code": "S2", "Text": {"RO": "Cum s-a votat?", "EN": "How did people vote?"}, "Options": [
      {"Id": "0000000b-0000-4000-8000-000000000003", "Text": {"RO": "În secret", "EN": "In secret"}, "IsFlagged": false},
      {"Id": "0000000b-0000-4000-8000-000000000004", "Text": {"RO": "În grup", "EN": "In groups"}, "IsFlagged": true},
      {"Id": "0000000b-0000-4000-8000-000000000005", "Text": {"RO": "În afara cabinei", "EN": "Outside the booth"}, "IsFlagged": true}]},
    {"$questionType": "textQuestion", "Id": "0000000a-0000-4000-8000-000000000003", "Code": "N9", "Text": {"RO": "Numele președintelui", "EN": "Name of the chair"}}]'),
  ('C', 'Vot Curat', 2, 'ClosingAndCounting', '{"RO": "Numărarea"}', '[
    {"$questionType": "singleSelectQuestion", "Id": "0000000a-0000-4000-8000-000000000004", "Code": "C1", "Text": {"RO": "S-a afișat procesul-verbal?"}, "Options": [
      {"Id": "0000000b-0000-4000-8000-000000000006", "Text": {"RO": "Nu"}, "IsFlagged": true}]}]'),
  ('I', 'Vot Curat', 1, 'IncidentReporting', '{"RO": "Incident", "EN": "Incident"}', '[
    {"$questionType": "textQuestion", "Id": "0000000a-0000-4000-8000-000000000010", "Code": "WHAT", "Text": {"RO": "Ce s-a întâmplat?"}},
    {"$questionType": "multiSelectQuestion", "Id": "0000000a-0000-4000-8000-000000000011", "Code": "KIND", "Text": {"RO": "De ce fel?"}, "Options": [
      {"Id": "0000000b-0000-4000-8000-000000000011", "Text": {"EN": "Bribes", "RO": "Mită"}}, {"Id": "0000000b-0000-4000-8000-000000000012", "Text": {"EN": "Threats", "RO": "Amenințări"}},
      {"Id": "0000000b-0000-4000-8000-000000000013", "Text": {"EN": "Something else", "RO": "Altceva"}, "IsFreeText": true}]},
    {"$questionType": "ratingQuestion", "Id": "0000000a-0000-4000-8000-000000000012", "Code": "GRAVE", "Text": {"RO": "Cât de grav?"}, "Scale": "OneTo5"},
    {"$questionType": "textQuestion", "Id": "0000000a-0000-4000-8000-000000000013", "Code": "WHO", "Text": {"RO": "Cine? Telefon?"}}]'),
  ('CR', 'Vot Curat', 1, 'CitizenReporting', '{"RO": "Sesizare", "EN": "Report of a citizen"}', '[
    {"$questionType": "textQuestion", "Id": "0000000a-0000-4000-8000-000000000020", "Code": "WHAT", "Text": {"RO": "Ce ați văzut?"}}]'),
  ('X', 'Another organisation zq7', 1, 'Voting', '{"RO": "zq7"}', '[
    {"$questionType": "singleSelectQuestion", "Id": "0000000a-0000-4000-8000-000000000030", "Code": "V1", "Text": {"RO": "zq7"}, "Options": [{"Id": "0000000b-0000-4000-8000-000000000030", "Text": {"RO": "zq7"}, "IsFlagged": true}]}]')
) AS f (code, ngo, round, type, name, questions);

INSERT INTO "FormSubmissions" ("Id", "FormId", "ElectionRoundId", "MonitoringObserverId", "PollingStationId", "IsCompleted", "FollowUpStatus", "CreatedAt", "LastUpdatedAt", "Answers")
SELECT md5('submission ' || i)::uuid, md5('form V')::uuid, 'a1000000-0000-4000-8000-000000000001', md5('mo Vot Curata1000000-0000-4000-8000-000000000001')::uuid, md5('station 1' || (1 + i % 5))::uuid, i <> 7, CASE i % 3 WHEN 0 THEN 'NeedsFollowUp' ELSE 'NotApplicable' END,
  '2024-10-20T06:00:00Z'::timestamptz + make_interval(mins => i), '2024-10-20T06:10:00Z'::timestamptz + make_interval(mins => i),
  jsonb_build_array(
    jsonb_build_object('$answerType', 'singleSelectAnswer', 'QuestionId', '0000000a-0000-4000-8000-000000000001', 'Selection', CASE WHEN i % 4 = 0 THEN NULL ELSE jsonb_build_object('OptionId', '0000000b-0000-4000-8000-00000000000' || (1 + i % 2), 'Text', NULL) END),
    jsonb_build_object('$answerType', 'multiSelectAnswer', 'QuestionId', '0000000a-0000-4000-8000-000000000002', 'Selection', CASE i % 3 WHEN 0 THEN '[]' WHEN 1 THEN '[{"OptionId": "0000000b-0000-4000-8000-000000000004"}, {"OptionId": "0000000b-0000-4000-8000-000000000005"}]' ELSE '[{"OptionId": "0000000b-0000-4000-8000-000000000003"}, {"OptionId": "0000000b-0000-4000-8000-000000000099"}]' END::jsonb),
    jsonb_build_object('$answerType', 'textAnswer', 'QuestionId', '0000000a-0000-4000-8000-000000000003', 'Text', 'Maria zq7 Popescu'))
FROM generate_series(1, 12) i;
INSERT INTO "FormSubmissions" ("Id", "FormId", "ElectionRoundId", "MonitoringObserverId", "PollingStationId", "IsCompleted", "CreatedAt", "LastUpdatedAt", "Answers") VALUES
  (md5('submission count')::uuid, md5('form C')::uuid, 'a1000000-0000-4000-8000-000000000002', md5('mo Vot Curata1000000-0000-4000-8000-000000000002')::uuid, md5('station 21')::uuid, true, '2024-12-01T22:00Z', '2024-12-01T23:00Z', '[{"$answerType": "singleSelectAnswer", "QuestionId": "0000000a-0000-4000-8000-000000000004", "Selection": {"OptionId": "0000000b-0000-4000-8000-000000000006"}}]'),
  (md5('submission tenant')::uuid, md5('form X')::uuid, 'a1000000-0000-4000-8000-000000000001', md5('mo Another organisation zq7a1000000-0000-4000-8000-000000000001')::uuid, md5('station 11')::uuid, true, '2024-10-20T08:00Z', '2024-10-20T08:00Z', '[{"$answerType": "singleSelectAnswer", "QuestionId": "0000000a-0000-4000-8000-000000000030", "Selection": {"OptionId": "0000000b-0000-4000-8000-000000000030"}}]');
INSERT INTO "Notes" ("Id", "ElectionRoundId", "FormId", "MonitoringObserverId", "PollingStationId", "SubmissionId", "QuestionId", "Text", "LastUpdatedAt") SELECT md5('note ' || i)::uuid, s."ElectionRoundId", s."FormId", s."MonitoringObserverId", s."PollingStationId", s."Id",
  ('0000000a-0000-4000-8000-00000000000' || (1 + i % 2))::uuid, 'Notă ' || i, s."LastUpdatedAt" + make_interval(mins => i % 2) FROM generate_series(1, 14) i JOIN "FormSubmissions" s ON s."Id" = md5('submission ' || (1 + i % 6))::uuid;

INSERT INTO "IncidentReports" ("Id", "FormId", "ElectionRoundId", "MonitoringObserverId", "PollingStationId", "LocationType", "LocationDescription", "IsCompleted", "FollowUpStatus", "LastUpdatedAt", "Answers")
SELECT md5('incident ' || i)::uuid, md5('form I')::uuid, 'a1000000-0000-4000-8000-000000000001', md5('mo Vot Curata1000000-0000-4000-8000-000000000001')::uuid, CASE WHEN i % 2 = 0 THEN md5('station 1' || (1 + i % 5))::uuid END,
  CASE WHEN i % 2 = 0 THEN 'PollingStation' ELSE 'OtherLocation' END, 'zq7 la casa primarului', i <> 9, 'NeedsFollowUp', '2024-10-19T18:30:00+03'::timestamptz + make_interval(mins => i),
  CASE i WHEN 8 THEN '[]' ELSE jsonb_build_array(
    jsonb_build_object('$answerType', 'textAnswer', 'QuestionId', '0000000a-0000-4000-8000-000000000010', 'Text', CASE i WHEN 9 THEN 'zq7 not completed' ELSE 'Incident ' || i END),
    jsonb_build_object('$answerType', 'multiSelectAnswer', 'QuestionId', '0000000a-0000-4000-8000-000000000011', 'Selection', jsonb_build_array(jsonb_build_object('OptionId', '0000000b-0000-4000-8000-00000000001' || (1 + i % 3)), jsonb_build_object('OptionId', '0000000b-0000-4000-8000-000000000012'))),
    jsonb_build_object('$answerType', 'ratingAnswer', 'QuestionId', '0000000a-0000-4000-8000-000000000012', 'Value', i % 7),
    jsonb_build_object('$answerType', 'textAnswer', 'QuestionId', '0000000a-0000-4000-8000-000000000013', 'Text', 'Vasile zq7, 069 123 456')) END
FROM generate_series(1, 10) i;
INSERT INTO "CitizenReports" ("Id", "FormId", "ElectionRoundId", "LocationId", "FollowUpStatus", "CreatedOn", "LastModifiedOn", "Answers")
SELECT md5('citizen ' || i)::uuid, md5('form CR')::uuid, 'a1000000-0000-4000-8000-000000000001', md5('location ' || (1 + i % 2))::uuid, CASE i % 2 WHEN 0 THEN 'Resolved' ELSE 'NotApplicable' END, '2024-10-18T10:00Z'::timestamptz + make_interval(hours => i), CASE WHEN i % 3 = 0 THEN '2024-10-25T10:00Z'::timestamptz END,
  jsonb_build_array(jsonb_build_object('$answerType', 'textAnswer', 'QuestionId', '0000000a-0000-4000-8000-000000000020', 'Text', 'Am văzut, nr. ' || i)) FROM generate_series(1, 6) i;
INSERT INTO "CitizenReports" ("Id", "FormId", "ElectionRoundId", "LocationId", "CreatedOn", "Answers") VALUES (md5('citizen tenant')::uuid, md5('form X')::uuid, 'a1000000-0000-4000-8000-000000000001', md5('location 1')::uuid, '2024-10-18T10:00Z', '[{"$answerType": "textAnswer", "QuestionId": "0000000a-0000-4000-8000-000000000030", "Text": "zq7 another tenant''s"}]');

DO $$ DECLARE r record; BEGIN
  FOR r IN SELECT * FROM bookkeeping LOOP EXECUTE format('ALTER TABLE %s ALTER %s DROP DEFAULT', r.t, r.c); END LOOP;
END $$;
