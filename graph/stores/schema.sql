-- The first schema. A table keeps a model's fields under their own names; words and moves are JSON lists.
-- What stands on one child's map is clustered by the child, so that a map is read in a few neighbouring pages.
-- References are checked when a change commits, so that its records may come in any order.

CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    full_name TEXT NOT NULL,
    entity_type TEXT NOT NULL,
    gender TEXT NOT NULL,
    dob TEXT NOT NULL,
    dob_precision TEXT NOT NULL,
    life_status TEXT NOT NULL,
    dod TEXT NOT NULL,
    life_stage TEXT NOT NULL,
    culture_tags TEXT NOT NULL,
    languages TEXT NOT NULL,
    address_confidential INTEGER NOT NULL,
    name_to_search TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX person_by_name ON person (name_to_search);

CREATE TABLE map_case (
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    child_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    ref TEXT NOT NULL,
    title TEXT NOT NULL,
    as_of TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    legal_status_code TEXT NOT NULL,
    legal_status_text TEXT NOT NULL,
    home_type_code TEXT NOT NULL,
    home_since TEXT NOT NULL,
    permanence_plan TEXT NOT NULL,
    culture_tags TEXT NOT NULL,
    next_review TEXT NOT NULL,
    meeting_purpose TEXT NOT NULL,
    story TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX map_case_by_ref ON map_case (ref) WHERE ref <> '';

CREATE TABLE standing (
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    child_id TEXT NOT NULL REFERENCES map_case (child_id) DEFERRABLE INITIALLY DEFERRED,
    person_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    ref TEXT NOT NULL,
    known_as TEXT NOT NULL,
    network_kind TEXT NOT NULL,
    professional_role TEXT NOT NULL,
    role_end_date TEXT NOT NULL,
    ladder TEXT NOT NULL,
    first_known_date TEXT NOT NULL,
    stance TEXT NOT NULL,
    safety_plan TEXT NOT NULL,
    importance TEXT NOT NULL,
    target_days INTEGER,
    notes TEXT NOT NULL,
    visibility TEXT NOT NULL,
    name_to_search TEXT NOT NULL,
    PRIMARY KEY (child_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX standing_by_ref ON standing (child_id, ref) WHERE ref <> '';
CREATE INDEX standing_by_person ON standing (person_id, child_id);
CREATE INDEX standing_by_name ON standing (name_to_search);

-- Its ends are checked by the writer: a foreign key would need two more indexes, written at random on every save.
CREATE TABLE relationship (
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    child_id TEXT NOT NULL,
    ref_case TEXT NOT NULL,
    ref TEXT NOT NULL,
    from_id TEXT NOT NULL,
    to_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    status TEXT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,
    quality TEXT NOT NULL,
    plan_every_days INTEGER,
    plan_mode TEXT NOT NULL,
    source_type TEXT NOT NULL,
    source_id TEXT NOT NULL,
    source_date TEXT NOT NULL,
    certainty TEXT NOT NULL,
    conflict_group TEXT NOT NULL,
    visibility TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (child_id, from_id, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX relationship_by_ref
    ON relationship (coalesce(nullif(ref_case, ''), child_id), ref) WHERE ref <> '';
CREATE INDEX relationship_by_to ON relationship (to_id) WHERE child_id = '';

CREATE TABLE contact (
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    child_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    ref TEXT NOT NULL,
    date TEXT NOT NULL,
    contact_type TEXT NOT NULL,
    happened TEXT NOT NULL,
    supervised TEXT NOT NULL,
    duration_min INTEGER,
    child_view INTEGER,
    recorded_by TEXT NOT NULL,
    notes TEXT NOT NULL,
    PRIMARY KEY (child_id, person_id, id),
    FOREIGN KEY (child_id, person_id) REFERENCES standing (child_id, person_id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX contact_by_ref ON contact (child_id, ref) WHERE ref <> '';

CREATE TABLE stay (
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    child_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    home_code TEXT NOT NULL,
    area TEXT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,
    PRIMARY KEY (child_id, person_id, id),
    FOREIGN KEY (child_id, person_id) REFERENCES standing (child_id, person_id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE detail (
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    child_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,
    may_see TEXT NOT NULL,
    reason TEXT NOT NULL,
    review_date TEXT NOT NULL,
    PRIMARY KEY (child_id, person_id, id),
    FOREIGN KEY (child_id, person_id) REFERENCES standing (child_id, person_id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- The last version of what was taken away, so that a record that comes back never counts again from one.
CREATE TABLE removed (
    record_kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (record_kind, record_id)
) STRICT, WITHOUT ROWID;

-- The journal. `number` counts over all chains; a seal covers the one before it in its chain and in the whole.
CREATE TABLE entry (
    number INTEGER NOT NULL PRIMARY KEY,
    chain TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    changes INTEGER NOT NULL,
    digest TEXT NOT NULL,
    seal TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX entry_by_chain ON entry (chain, sequence);
CREATE INDEX entry_by_moment ON entry (at) WHERE changes > 0;

-- What an entry says, apart from the entry, so that the law can have it erased; `erased` is then the seal of that.
CREATE TABLE payload (
    number INTEGER NOT NULL PRIMARY KEY REFERENCES entry (number),
    salt TEXT NOT NULL,
    body BLOB NOT NULL,
    erased TEXT NOT NULL
) STRICT;

-- One row: where the whole journal ends.
CREATE TABLE anchor (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    number INTEGER NOT NULL,
    seal TEXT NOT NULL,
    mark TEXT NOT NULL
) STRICT;

CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    team TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    totp_secret TEXT NOT NULL,
    recovery_hashes TEXT NOT NULL,
    last_totp_step INTEGER NOT NULL,
    must_change_password INTEGER NOT NULL,
    is_disabled INTEGER NOT NULL,
    email_to_search TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    data TEXT NOT NULL,
    is_revoked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX session_by_account ON session (account_id, created_at);

CREATE TABLE access_grant (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL,
    child_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    granted_by TEXT NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT,
    is_revoked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX access_grant_by_account ON access_grant (account_id);
CREATE INDEX access_grant_by_child ON access_grant (child_id);

CREATE TABLE attempt (
    tried_under TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE INDEX attempt_by_key ON attempt (tried_under, at);
