-- A tracker of recommendations like EPDE's catalogue, as a small SQLite database: plain words, lists in a cell, years.
CREATE TABLE recommendation (
  id INTEGER PRIMARY KEY,
  country TEXT NOT NULL,
  organization TEXT NOT NULL,
  year INTEGER,
  election_type TEXT,
  primary_area TEXT,
  primary_subtopic TEXT,
  secondary_area TEXT,
  secondary_subtopic TEXT,
  text TEXT NOT NULL,
  action_required TEXT,
  priority TEXT,
  responsible TEXT,
  implementation_status TEXT,
  status_checked INTEGER, -- seconds since 1970
  internal_comment TEXT,
  entered_by TEXT,
  published TEXT -- 'yes', 'no', or nothing
);
