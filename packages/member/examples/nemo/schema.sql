-- A database laid out like NEMO's (The Carter Center), as far as findings need it: one row for each answer, questions and
-- options in tables of their own, times without a zone that hold UTC.
CREATE TABLE missions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  compact_name varchar(255) NOT NULL,
  created_at timestamp NOT NULL,
  locked boolean NOT NULL DEFAULT false,
  name varchar(255) NOT NULL,
  shortcode varchar(255) NOT NULL,
  updated_at timestamp NOT NULL
);
CREATE UNIQUE INDEX ON missions (compact_name);
CREATE UNIQUE INDEX ON missions (shortcode);

CREATE TABLE users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  active boolean NOT NULL DEFAULT true,
  admin boolean NOT NULL DEFAULT false,
  birth_year integer,
  created_at timestamp NOT NULL,
  crypted_password varchar(255) NOT NULL,
  current_login_at timestamp,
  editor_preference varchar,
  email varchar(255),
  experience text,
  gender varchar(255),
  gender_custom varchar(255),
  import_num integer,
  last_mission_id uuid,
  last_request_at timestamp,
  login varchar(255) NOT NULL,
  login_count integer NOT NULL DEFAULT 0,
  name varchar(255) NOT NULL,
  nationality varchar(255),
  notes text,
  password_salt varchar(255) NOT NULL,
  perishable_token varchar(255),
  persistence_token varchar(255),
  phone varchar(255),
  phone2 varchar(255),
  pref_lang varchar(255) NOT NULL DEFAULT 'en',
  sms_auth_code varchar(255),
  updated_at timestamp NOT NULL,
  FOREIGN KEY (last_mission_id) REFERENCES missions (id)
);
CREATE INDEX ON users (email);
CREATE INDEX ON users (last_mission_id);
CREATE UNIQUE INDEX ON users (login);
CREATE INDEX ON users (name);
CREATE UNIQUE INDEX ON users (sms_auth_code);

CREATE TABLE assignments (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  created_at timestamp NOT NULL,
  mission_id uuid NOT NULL,
  role varchar(255) NOT NULL,
  updated_at timestamp NOT NULL,
  user_id uuid NOT NULL,
  FOREIGN KEY (mission_id) REFERENCES missions (id),
  FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE UNIQUE INDEX ON assignments (mission_id, user_id);
CREATE INDEX ON assignments (mission_id);
CREATE INDEX ON assignments (user_id);

CREATE TABLE option_sets (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  allow_coordinates boolean NOT NULL DEFAULT false,
  created_at timestamp NOT NULL,
  geographic boolean NOT NULL DEFAULT false,
  level_names jsonb,
  mission_id uuid,
  name varchar(255) NOT NULL,
  original_id uuid,
  root_node_id uuid,
  sms_guide_formatting varchar(255) NOT NULL DEFAULT 'auto',
  standard_copy boolean NOT NULL DEFAULT false,
  updated_at timestamp NOT NULL,
  FOREIGN KEY (mission_id) REFERENCES missions (id)
);
CREATE INDEX ON option_sets (geographic);
CREATE INDEX ON option_sets (mission_id);
CREATE UNIQUE INDEX ON option_sets (name, mission_id);
CREATE INDEX ON option_sets (original_id);
CREATE UNIQUE INDEX ON option_sets (root_node_id);

CREATE TABLE options (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  canonical_name varchar(255) NOT NULL,
  created_at timestamp NOT NULL,
  latitude numeric(8,6),
  longitude numeric(9,6),
  mission_id uuid,
  name_translations jsonb NOT NULL DEFAULT '{}',
  updated_at timestamp NOT NULL,
  value integer,
  FOREIGN KEY (mission_id) REFERENCES missions (id)
);
CREATE INDEX ON options (canonical_name);
CREATE INDEX ON options (mission_id);
CREATE INDEX ON options (name_translations);

CREATE TABLE option_nodes (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  ancestry text,
  ancestry_depth integer NOT NULL DEFAULT 0,
  created_at timestamp NOT NULL,
  mission_id uuid,
  old_id integer,
  option_id uuid,
  option_set_id uuid NOT NULL,
  original_id uuid,
  "rank" integer NOT NULL DEFAULT 1,
  sequence integer NOT NULL DEFAULT 0,
  standard_copy boolean NOT NULL DEFAULT false,
  updated_at timestamp NOT NULL,
  FOREIGN KEY (mission_id) REFERENCES missions (id),
  FOREIGN KEY (option_set_id) REFERENCES option_sets (id),
  FOREIGN KEY (option_id) REFERENCES options (id)
);
CREATE INDEX ON option_nodes (ancestry);
CREATE INDEX ON option_nodes (mission_id);
CREATE INDEX ON option_nodes (option_id);
CREATE INDEX ON option_nodes (option_set_id);
CREATE INDEX ON option_nodes (original_id);
CREATE INDEX ON option_nodes ("rank");

CREATE TABLE questions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  access_level varchar(255) NOT NULL DEFAULT 'inherit',
  auto_increment boolean NOT NULL DEFAULT false,
  canonical_name text NOT NULL,
  code varchar(255) NOT NULL,
  created_at timestamp NOT NULL,
  hint_translations jsonb DEFAULT '{}',
  "key" boolean NOT NULL DEFAULT false,
  maximum numeric(15,8),
  maxstrictly boolean,
  metadata_type varchar,
  minimum numeric(15,8),
  minstrictly boolean,
  mission_id uuid,
  name_translations jsonb NOT NULL DEFAULT '{}',
  option_set_id uuid,
  original_id uuid,
  qtype_name varchar(255) NOT NULL,
  reference varchar,
  standard_copy boolean NOT NULL DEFAULT false,
  text_type_for_sms boolean NOT NULL DEFAULT false,
  updated_at timestamp NOT NULL,
  FOREIGN KEY (mission_id) REFERENCES missions (id),
  FOREIGN KEY (option_set_id) REFERENCES option_sets (id)
);
CREATE UNIQUE INDEX ON questions (mission_id, code);
CREATE INDEX ON questions (mission_id);
CREATE INDEX ON questions (option_set_id);
CREATE INDEX ON questions (original_id);
CREATE INDEX ON questions (qtype_name);

CREATE TABLE forms (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  access_level varchar(255) NOT NULL DEFAULT 'private',
  allow_incomplete boolean NOT NULL DEFAULT false,
  authenticate_sms boolean NOT NULL DEFAULT true,
  created_at timestamp NOT NULL,
  default_response_name varchar,
  downloads integer,
  mission_id uuid,
  name varchar(255) NOT NULL,
  original_id uuid,
  published_changed_at timestamp,
  root_id uuid,
  sms_relay boolean NOT NULL DEFAULT false,
  smsable boolean NOT NULL DEFAULT false,
  standard_copy boolean NOT NULL DEFAULT false,
  status varchar NOT NULL DEFAULT 'draft',
  updated_at timestamp NOT NULL,
  FOREIGN KEY (mission_id) REFERENCES missions (id)
);
CREATE INDEX ON forms (mission_id);
CREATE INDEX ON forms (original_id);
CREATE UNIQUE INDEX ON forms (root_id);
CREATE INDEX ON forms (status);

CREATE TABLE form_items (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  all_levels_required boolean NOT NULL DEFAULT false,
  ancestry text,
  ancestry_depth integer NOT NULL,
  created_at timestamp NOT NULL,
  "default" varchar,
  disabled boolean NOT NULL DEFAULT false,
  display_if varchar NOT NULL DEFAULT 'always',
  form_id uuid NOT NULL,
  form_old_id integer,
  group_hint_translations jsonb DEFAULT '{}',
  group_item_name_translations jsonb DEFAULT '{}',
  group_name_translations jsonb DEFAULT '{}',
  hidden boolean NOT NULL DEFAULT false,
  mission_id uuid,
  old_id integer,
  one_screen boolean,
  preload_last_saved boolean NOT NULL DEFAULT false,
  question_id uuid,
  question_old_id integer,
  "rank" integer NOT NULL,
  read_only boolean,
  repeat_count_qing_id uuid,
  repeatable boolean,
  required boolean NOT NULL DEFAULT false,
  type varchar(255) NOT NULL,
  updated_at timestamp NOT NULL,
  FOREIGN KEY (form_id) REFERENCES forms (id),
  FOREIGN KEY (mission_id) REFERENCES missions (id),
  FOREIGN KEY (question_id) REFERENCES questions (id)
);
CREATE INDEX ON form_items (ancestry);
CREATE UNIQUE INDEX ON form_items (form_id, question_id);
CREATE INDEX ON form_items (form_id);
CREATE INDEX ON form_items (mission_id);
CREATE INDEX ON form_items (question_id);

CREATE TABLE responses (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  cached_json jsonb,
  checked_out_at timestamp,
  checked_out_by_id uuid,
  created_at timestamp NOT NULL,
  device_id varchar,
  dirty_dupe boolean NOT NULL DEFAULT true,
  dirty_json boolean NOT NULL DEFAULT true,
  form_id uuid NOT NULL,
  incomplete boolean NOT NULL DEFAULT false,
  mission_id uuid NOT NULL,
  modifier varchar,
  odk_hash varchar(255),
  old_id integer,
  reviewed boolean NOT NULL DEFAULT false,
  reviewer_id uuid,
  reviewer_notes text,
  shortcode varchar(255) NOT NULL,
  source varchar(255) NOT NULL,
  updated_at timestamp NOT NULL,
  user_id uuid NOT NULL,
  FOREIGN KEY (form_id) REFERENCES forms (id),
  FOREIGN KEY (mission_id) REFERENCES missions (id),
  FOREIGN KEY (checked_out_by_id) REFERENCES users (id),
  FOREIGN KEY (reviewer_id) REFERENCES users (id),
  FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX ON responses (checked_out_at);
CREATE INDEX ON responses (checked_out_by_id);
CREATE INDEX ON responses (created_at);
CREATE UNIQUE INDEX ON responses (form_id, odk_hash);
CREATE INDEX ON responses (form_id);
CREATE INDEX ON responses (mission_id);
CREATE INDEX ON responses (reviewed);
CREATE INDEX ON responses (reviewer_id);
CREATE UNIQUE INDEX ON responses (shortcode);
CREATE INDEX ON responses (updated_at);
CREATE INDEX ON responses (user_id, form_id);
CREATE INDEX ON responses (user_id);

CREATE TABLE answers (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  accuracy numeric(9,3),
  altitude numeric(9,3),
  created_at timestamp NOT NULL,
  date_value date,
  datetime_value timestamp,
  latitude numeric(8,6),
  longitude numeric(9,6),
  mission_id uuid NOT NULL,
  new_rank integer NOT NULL DEFAULT 0,
  old_inst_num integer NOT NULL DEFAULT 1,
  old_rank integer NOT NULL DEFAULT 1,
  option_node_id uuid,
  parent_id uuid,
  pending_file_name varchar,
  questioning_id uuid NOT NULL,
  response_id uuid NOT NULL,
  time_value time,
  tsv tsvector,
  type varchar NOT NULL DEFAULT 'Answer',
  updated_at timestamp NOT NULL,
  value text,
  FOREIGN KEY (questioning_id) REFERENCES form_items (id),
  FOREIGN KEY (mission_id) REFERENCES missions (id),
  FOREIGN KEY (option_node_id) REFERENCES option_nodes (id),
  FOREIGN KEY (response_id) REFERENCES responses (id)
);
CREATE INDEX ON answers (mission_id);
CREATE INDEX ON answers (new_rank);
CREATE INDEX ON answers (option_node_id);
CREATE INDEX ON answers (parent_id);
CREATE INDEX ON answers (questioning_id);
CREATE INDEX ON answers (response_id);
CREATE INDEX ON answers (type);

CREATE TABLE choices (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  answer_id uuid NOT NULL,
  created_at timestamp NOT NULL,
  latitude numeric(8,6),
  longitude numeric(9,6),
  option_node_id uuid,
  updated_at timestamp NOT NULL,
  FOREIGN KEY (answer_id) REFERENCES answers (id),
  FOREIGN KEY (option_node_id) REFERENCES option_nodes (id)
);
CREATE INDEX ON choices (answer_id);
CREATE INDEX ON choices (option_node_id);

CREATE TABLE media_objects (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  answer_id uuid,
  created_at timestamp NOT NULL,
  type varchar(255) NOT NULL,
  updated_at timestamp NOT NULL,
  FOREIGN KEY (answer_id) REFERENCES answers (id)
);
CREATE INDEX ON media_objects (answer_id);

CREATE TABLE tags (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  created_at timestamp NOT NULL,
  mission_id uuid,
  name varchar(64) NOT NULL,
  updated_at timestamp NOT NULL,
  FOREIGN KEY (mission_id) REFERENCES missions (id)
);
CREATE INDEX ON tags (mission_id);
CREATE UNIQUE INDEX ON tags (name, mission_id);

CREATE TABLE taggings (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  created_at timestamp NOT NULL,
  question_id uuid NOT NULL,
  tag_id uuid,
  updated_at timestamp NOT NULL,
  FOREIGN KEY (question_id) REFERENCES questions (id),
  FOREIGN KEY (tag_id) REFERENCES tags (id)
);
CREATE INDEX ON taggings (question_id);
CREATE INDEX ON taggings (tag_id);

CREATE TABLE settings (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  created_at timestamp NOT NULL,
  default_outgoing_sms_adapter varchar(255),
  frontlinecloud_api_key varchar(255),
  generic_sms_config jsonb,
  incoming_sms_numbers jsonb NOT NULL DEFAULT '[]',
  incoming_sms_token varchar(255),
  mission_id uuid,
  override_code varchar(255),
  preferred_locales jsonb NOT NULL DEFAULT '["en"]',
  theme varchar NOT NULL DEFAULT 'nemo',
  timezone varchar(255) NOT NULL DEFAULT 'UTC',
  twilio_account_sid varchar(255),
  twilio_auth_token varchar(255),
  twilio_phone_number varchar(255),
  updated_at timestamp NOT NULL,
  FOREIGN KEY (mission_id) REFERENCES missions (id)
);
CREATE UNIQUE INDEX ON settings (mission_id);

CREATE TABLE sms_messages (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  adapter_name varchar(255) NOT NULL,
  auth_failed boolean NOT NULL DEFAULT false,
  body text NOT NULL,
  broadcast_id uuid,
  created_at timestamp NOT NULL,
  "from" varchar(255),
  mission_id uuid,
  reply_error_message varchar,
  reply_to_id uuid,
  sent_at timestamp NOT NULL,
  "to" varchar(255),
  type varchar(255) NOT NULL,
  updated_at timestamp NOT NULL,
  user_id uuid,
  FOREIGN KEY (mission_id) REFERENCES missions (id),
  FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX ON sms_messages (body);
CREATE INDEX ON sms_messages (broadcast_id);
CREATE INDEX ON sms_messages (created_at);
CREATE INDEX ON sms_messages ("from");
CREATE INDEX ON sms_messages (mission_id);
CREATE INDEX ON sms_messages (reply_to_id);
CREATE INDEX ON sms_messages ("to");
CREATE INDEX ON sms_messages (type);
CREATE INDEX ON sms_messages (user_id);

ALTER TABLE option_sets ADD FOREIGN KEY (root_node_id) REFERENCES option_nodes (id);
ALTER TABLE forms ADD FOREIGN KEY (root_id) REFERENCES form_items (id);
ALTER TABLE sms_messages ADD FOREIGN KEY (reply_to_id) REFERENCES sms_messages (id);

