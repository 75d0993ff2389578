// Three databases as observers have them, with a few invented rows: just enough to guess from.

/** Quick and incident reports on PostgreSQL: quoted names, UUIDs, stations by foreign key, what is about people. */
export const voteMonitor = `
  create table "Ngos" ("Id" uuid primary key, "Name" varchar(256) not null, "Status" text not null);
  create table "ElectionRounds" ("Id" uuid primary key, "Title" varchar(256) not null, "EnglishTitle" varchar(256) not null,
    "StartDate" date not null, "Status" text not null);
  create table "AspNetUsers" ("Id" uuid primary key, "FirstName" text, "LastName" text, "Email" text, "PhoneNumber" text);
  create table "MonitoringObservers" ("Id" uuid primary key, "Status" text not null, "Tags" text[] not null);
  create table "PollingStations" ("Id" uuid primary key, "ElectionRoundId" uuid references "ElectionRounds", "Level1" varchar(256) not null,
    "Level2" varchar(256), "Number" varchar(256) not null, "Address" varchar(2024) not null, "Latitude" double precision, "Longitude" double precision);
  create table "Forms" ("Id" uuid primary key, "Name" jsonb not null, "Questions" jsonb not null, "FormType" text not null);
  create table "QuickReports" ("Id" uuid primary key, "Description" varchar(10000) not null, "ElectionRoundId" uuid not null references "ElectionRounds",
    "FollowUpStatus" text not null, "IncidentCategory" text not null, "LastUpdatedAt" timestamptz not null,
    "MonitoringObserverId" uuid not null references "MonitoringObservers", "PollingStationDetails" varchar(1024),
    "PollingStationId" uuid references "PollingStations", "QuickReportLocationType" text not null, "Title" varchar(1024) not null);
  create table "QuickReportAttachments" ("Id" uuid primary key, "FileName" text not null, "FilePath" text, "QuickReportId" uuid not null);
  create table "IncidentReports" ("Id" uuid primary key, "Answers" jsonb not null, "ElectionRoundId" uuid not null references "ElectionRounds",
    "FollowUpStatus" text not null, "FormId" uuid not null references "Forms", "LastUpdatedAt" timestamptz not null, "LocationDescription" varchar(1024),
    "LocationType" text not null, "PollingStationId" uuid references "PollingStations");
  create table "IncidentReportNotes" ("Id" uuid primary key, "IncidentReportId" uuid not null, "Text" varchar(10000) not null);
  create table "AuditTrails" ("Id" uuid primary key, "NewValues" text, "OldValues" text, "TableName" text, "Timestamp" timestamptz not null);

  insert into "ElectionRounds" values ('00000000-0000-0000-0000-000000000001', 'Alegeri', 'Elections', '2024-11-24', 'Started');
  insert into "MonitoringObservers" values ('00000000-0000-0000-0000-0000000000a1', 'Active', '{}');
  insert into "PollingStations" values
    ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-000000000001', 'Cluj', 'Turda', '12', 'Str. Mare 1', 46.5, 23.8);
  insert into "Forms" values ('00000000-0000-0000-0000-0000000000f1', '{"EN": "Opening"}', '[]', 'IncidentReporting');
  insert into "QuickReports" values
    ('00000000-0000-0000-0000-0000000000c1', 'Ballots were seen in the box.', '00000000-0000-0000-0000-000000000001', 'NeedsFollowUp', 'BallotStuffing',
      '2024-11-24T10:00:00Z', '00000000-0000-0000-0000-0000000000a1', null, '00000000-0000-0000-0000-0000000000b1', 'VisitedPollingStation', 'Stuffing'),
    ('00000000-0000-0000-0000-0000000000c2', 'Posters at the door.', '00000000-0000-0000-0000-000000000001', 'NotApplicable', 'CampaigningAtPollingStation',
      '2024-11-24T11:00:00Z', '00000000-0000-0000-0000-0000000000a1', 'School 5', null, 'OtherPollingStation', 'Posters');
  insert into "IncidentReports" values
    ('00000000-0000-0000-0000-0000000000d1', '[]', '00000000-0000-0000-0000-000000000001', 'Resolved', '00000000-0000-0000-0000-0000000000f1',
      '2024-11-24T12:00:00Z', 'Behind the school', 'OtherLocation', null);
`;

/** A map of incidents on MariaDB: MyISAM without foreign keys, categories by a table between, 0,0 for unknown places. */
export const ushahidi = `
  create table incident (id bigint unsigned not null auto_increment primary key, location_id bigint unsigned not null, form_id int not null default 1,
    locale varchar(10) not null default 'en_US', user_id int unsigned, incident_title varchar(255), incident_description longtext, incident_date datetime,
    incident_mode tinyint not null default 1, incident_active tinyint not null default 0, incident_verified tinyint not null default 0,
    incident_dateadd datetime, incident_datemodify datetime, incident_zoom tinyint, key incident_date (incident_date)) engine=MyISAM;
  create table location (id bigint unsigned not null auto_increment primary key, location_name varchar(255), country_id int not null default 0,
    latitude double not null default 0, longitude double not null default 0, location_visible tinyint not null default 1, location_date datetime) engine=MyISAM;
  create table category (id int unsigned not null auto_increment primary key, parent_id int not null default 0, category_title varchar(255),
    category_description text, category_color varchar(20), category_visible tinyint not null default 1) engine=MyISAM;
  create table category_lang (id int unsigned primary key, category_id int unsigned not null, locale varchar(10), category_title varchar(255)) engine=MyISAM;
  create table incident_category (id int not null auto_increment primary key, incident_id bigint unsigned not null, category_id int unsigned not null,
    unique key incident_category_ids (incident_id, category_id)) engine=MyISAM;
  create table incident_lang (id bigint unsigned primary key, incident_id bigint unsigned not null, locale varchar(10), incident_title varchar(255),
    incident_description longtext) engine=MyISAM;
  create table incident_person (id bigint unsigned primary key, incident_id bigint unsigned, person_first varchar(200), person_last varchar(200),
    person_email varchar(120), person_phone varchar(60)) engine=MyISAM;
  create table message (id bigint unsigned primary key, incident_id bigint unsigned, message_from varchar(100), message text, message_date datetime) engine=MyISAM;
  create table reporter (id bigint unsigned primary key, reporter_first varchar(200), reporter_last varchar(200), reporter_phone varchar(60)) engine=MyISAM;
  create table users (id int unsigned primary key, name varchar(200), email varchar(127), password char(50)) engine=MyISAM;
  create table media (id bigint unsigned primary key, incident_id bigint unsigned, media_type tinyint, media_title varchar(255), media_link varchar(255)) engine=MyISAM;
  create table monitor_report (id int primary key, incident_id int not null, monitor_id int unsigned not null) engine=MyISAM;
  create table comment (id bigint unsigned primary key, incident_id bigint unsigned, comment_author varchar(100), comment_description text) engine=MyISAM;

  insert into location values (1, 'Kibera', 115, -1.31, 36.78, 1, '2013-03-04 00:00:00'), (2, 'Unknown', 115, 0, 0, 1, null);
  insert into category (id, category_title) values (1, 'Voter Registration'), (2, 'Violence'), (3, 'Vote Buying'), (4, 'Rumour');
  insert into incident (id, location_id, incident_title, incident_description, incident_date, incident_active, incident_verified, incident_dateadd) values
    (1, 1, 'Late opening', 'The station opened at 9.', '2013-03-04 09:00:00', 1, 1, '2013-03-04 09:10:00'),
    (2, 2, 'Fight', 'Two groups fought.', '0000-00-00 00:00:00', 0, 0, '2013-03-04 10:10:00');
  insert into incident_category (incident_id, category_id) values (1, 1), (2, 2), (2, 4);
`;

/** A tracker of recommendations on SQLite: lists in a cell, a year instead of a date, names instead of codes. */
export const tracker = `
  create table recommendation (id integer primary key, country text, organization text, year integer, election_type text, primary_area text,
    primary_subtopic text, secondary_area text, secondary_subtopic text, text text, action_required text, priority text, responsible text,
    implementation_status text);
  create table assessment (id integer primary key, recommendation_id integer references recommendation (id), status text, comment text, assessed_on text);
  create table user (id integer primary key, name text, email text, password text);
  insert into recommendation values
    (1, 'Georgia', 'ISFED', 2018, 'Presidential', 'Campaign finance', 'Limits', 'Media', null, 'Lower the limits.', 'Legal change;Practice / Implementation',
      'High', 'Parliament;Election Management Body', 'Not implemented'),
    (2, 'Moldova', 'Promo-LEX', 2016, 'Presidential', 'Election administration', null, null, null, 'Train the commissions.', 'Practice / Implementation',
      'Medium', 'Election Management Body', 'Fully implemented'),
    (3, 'Armenia', 'Citizen Observer', 2017, 'Parliamentary', 'Voter registration', null, null, null, 'Publish the lists.', 'Legal change', 'High', 'Government', null);
  insert into assessment values (1, 1, 'Partially implemented', 'A draft law is in parliament.', '2020-05-01'), (2, 3, 'No progress', null, '2021-01-10');
  insert into user values (1, 'A. Admin', 'a@example.org', 'x');
`;
