-- A database laid out like Apollo's (NDI), as far as findings need it: PostgreSQL, events and forms as children of a table
-- of resources, places as a closure table, answers in jsonb by the tags of the form, times without a zone that hold UTC.
-- The original has PostGIS's geometry(Point, 4326) where there is a point here.
CREATE TABLE deployment (
  id serial PRIMARY KEY,
  uuid uuid NOT NULL DEFAULT gen_random_uuid(),
  name varchar NOT NULL,
  hostnames varchar[] NOT NULL DEFAULT '{}',
  allow_observer_submission_edit boolean DEFAULT true,
  brand_image varchar(4096),
  primary_locale varchar,
  other_locales varchar[]
);

CREATE TABLE resource (
  resource_id serial PRIMARY KEY,
  uuid uuid NOT NULL DEFAULT gen_random_uuid(),
  resource_type varchar NOT NULL,
  deployment_id int NOT NULL REFERENCES deployment (id) ON DELETE CASCADE
);

CREATE TABLE location_set (
  id serial PRIMARY KEY,
  uuid uuid NOT NULL DEFAULT gen_random_uuid(),
  name varchar NOT NULL,
  is_hidden boolean NOT NULL DEFAULT false,
  slug varchar,
  deployment_id int NOT NULL REFERENCES deployment (id) ON DELETE CASCADE,
  is_finalized boolean
);

CREATE TABLE location_type (
  id serial PRIMARY KEY,
  uuid uuid NOT NULL DEFAULT gen_random_uuid(),
  name_translations jsonb,
  is_administrative boolean,
  is_political boolean,
  has_registered_voters boolean,
  slug varchar,
  location_set_id int NOT NULL REFERENCES location_set (id) ON DELETE CASCADE,
  has_coordinates boolean DEFAULT false
);

CREATE TABLE location (
  id serial PRIMARY KEY,
  uuid uuid NOT NULL DEFAULT gen_random_uuid(),
  name_translations jsonb,
  code varchar NOT NULL,
  registered_voters int DEFAULT 0,
  location_set_id int NOT NULL REFERENCES location_set (id) ON DELETE CASCADE,
  location_type_id int NOT NULL REFERENCES location_type (id) ON DELETE CASCADE,
  geom point,
  extra_data jsonb,
  UNIQUE (location_set_id, code)
);
CREATE INDEX ON location (code);

CREATE TABLE location_path (
  location_set_id int NOT NULL REFERENCES location_set (id) ON DELETE CASCADE,
  ancestor_id int NOT NULL REFERENCES location (id) ON DELETE CASCADE,
  descendant_id int NOT NULL REFERENCES location (id) ON DELETE CASCADE,
  depth int,
  PRIMARY KEY (ancestor_id, descendant_id)
);
CREATE INDEX ON location_path (ancestor_id);
CREATE INDEX ON location_path (descendant_id);

CREATE TABLE participant_set (
  id serial PRIMARY KEY,
  uuid uuid NOT NULL DEFAULT gen_random_uuid(),
  name varchar NOT NULL,
  is_hidden boolean NOT NULL DEFAULT false,
  location_set_id int NOT NULL REFERENCES location_set (id) ON DELETE CASCADE,
  deployment_id int NOT NULL REFERENCES deployment (id) ON DELETE CASCADE
);

CREATE TABLE participant_partner (
  id serial PRIMARY KEY,
  uuid uuid NOT NULL DEFAULT gen_random_uuid(),
  name varchar NOT NULL,
  participant_set_id int NOT NULL REFERENCES participant_set (id) ON DELETE CASCADE
);

CREATE TABLE participant (
  id serial PRIMARY KEY,
  uuid uuid NOT NULL DEFAULT gen_random_uuid(),
  full_name_translations jsonb,
  participant_id varchar,
  partner_id int REFERENCES participant_partner (id) ON DELETE SET NULL,
  gender varchar DEFAULT '',
  email varchar,
  location_id int REFERENCES location (id),
  participant_set_id int NOT NULL REFERENCES participant_set (id) ON DELETE CASCADE,
  completion_rating float,
  device_id varchar,
  password varchar,
  extra_data jsonb,
  locale varchar
);

CREATE TABLE phone_contact (
  id serial PRIMARY KEY,
  uuid uuid NOT NULL DEFAULT gen_random_uuid(),
  participant_id int NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  number varchar,
  created timestamp,
  updated timestamp,
  verified boolean
);

CREATE TABLE event (
  id serial PRIMARY KEY,
  uuid uuid NOT NULL DEFAULT gen_random_uuid(),
  name varchar NOT NULL,
  is_hidden boolean NOT NULL DEFAULT false,
  start timestamptz NOT NULL,
  "end" timestamptz NOT NULL,
  resource_id int REFERENCES resource (resource_id) ON DELETE CASCADE,
  location_set_id int REFERENCES location_set (id) ON DELETE SET NULL,
  participant_set_id int REFERENCES participant_set (id) ON DELETE SET NULL
);

CREATE TABLE form (
  id serial PRIMARY KEY,
  uuid uuid NOT NULL DEFAULT gen_random_uuid(),
  name varchar NOT NULL,
  is_hidden boolean NOT NULL DEFAULT false,
  prefix varchar NOT NULL,
  form_type varchar NOT NULL,
  require_exclamation boolean,
  untrack_data_conflicts boolean NOT NULL DEFAULT false,
  data jsonb,
  version_identifier varchar,
  resource_id int REFERENCES resource (resource_id) ON DELETE CASCADE,
  quality_checks jsonb,
  party_mappings jsonb
);

CREATE TABLE submission (
  id serial PRIMARY KEY,
  uuid uuid NOT NULL DEFAULT gen_random_uuid(),
  deployment_id int NOT NULL REFERENCES deployment (id) ON DELETE CASCADE,
  event_id int NOT NULL REFERENCES event (id) ON DELETE CASCADE,
  form_id int NOT NULL REFERENCES form (id) ON DELETE CASCADE,
  participant_id int REFERENCES participant (id) ON DELETE CASCADE,
  location_id int NOT NULL REFERENCES location (id) ON DELETE CASCADE,
  data jsonb DEFAULT '{}',
  extra_data jsonb,
  submission_type varchar,
  serial_no varchar,
  created timestamp,
  updated timestamp,
  participant_updated timestamp,
  sender_verified boolean DEFAULT true,
  quarantine_status varchar DEFAULT '',
  verification_status varchar DEFAULT '',
  incident_description varchar,
  incident_status varchar,
  overridden_fields varchar[],
  last_phone_number varchar,
  conflicts jsonb,
  unreachable boolean NOT NULL DEFAULT false,
  geom point,
  verified_fields jsonb
);
CREATE INDEX submission_data_idx ON submission USING gin (data);
CREATE INDEX ON submission (submission_type);
CREATE INDEX ON submission (updated);

CREATE TABLE submission_comment (
  id serial PRIMARY KEY,
  uuid uuid NOT NULL DEFAULT gen_random_uuid(),
  submission_id int NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
  user_id int,
  comment varchar,
  submit_date timestamp,
  deployment_id int NOT NULL
);

CREATE TABLE message (
  id serial PRIMARY KEY,
  uuid uuid NOT NULL DEFAULT gen_random_uuid(),
  direction varchar NOT NULL,
  recipient varchar,
  sender varchar,
  text varchar,
  received timestamp,
  deployment_id int NOT NULL,
  event_id int NOT NULL,
  submission_id int,
  participant_id int
);

CREATE TABLE "user" (
  id serial PRIMARY KEY,
  uuid uuid NOT NULL DEFAULT gen_random_uuid(),
  deployment_id int NOT NULL,
  email varchar NOT NULL UNIQUE,
  username varchar(64) UNIQUE,
  password varchar,
  last_name varchar,
  first_name varchar,
  active boolean NOT NULL DEFAULT true,
  current_login_ip varchar
);
