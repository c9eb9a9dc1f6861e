-- Rosters that are brought in: lines wait here, compared with the roster, until somebody confirms them, all or nothing.

create table imports (
  seq integer primary key,
  id text not null unique,
  file text not null,
  -- lines that were announced
  lines integer not null check (lines >= 1),
  -- names of the file's columns and what they were taken for, so that the next file is read the same way
  headings text not null check (json_valid(headings)),
  columns text not null check (json_valid(columns)),
  state text not null default 'open' check (state in ('open', 'confirmed', 'dropped', 'undone')),
  -- the roster's revision that the lines are compared with; after confirming, the one that it left behind
  roster integer not null,
  opened_by text not null references members (id),
  opened_at integer not null,
  decided_at integer,
  -- kept by triggers while it is open, so that nothing counts lines
  new integer not null default 0,
  changed integer not null default 0,
  same integer not null default 0,
  doubtful integer not null default 0,
  undecided integer not null default 0,
  refused integer not null default 0,
  check ((state = 'open') = (decided_at is null))
) strict;
create index imports_open on imports (opened_at) where state = 'open';

create table import_lines (
  import text not null references imports (id),
  line integer not null,
  verdict text not null check (verdict in ('new', 'changed', 'same', 'doubtful', 'refused')),
  decision text check (decision in ('new', 'same', 'skip')),
  findings text not null default '[]' check (json_valid(findings)),
  changes text not null default '[]' check (json_valid(changes)),
  -- as they arrived, without the identity number
  cells text not null check (json_valid(cells)),
  from_above integer not null check (from_above in (0, 1)),
  -- what stood there as the identity number, sealed
  identity_sealed blob,
  identity_hash blob check (length(identity_hash) = 32),
  phone text,
  name text,
  born_day text,
  building text,
  unit text,
  door text,
  -- who it is in the roster, or may be
  member text references members (id),
  primary key (import, line),
  check (decision is null or verdict = 'doubtful')
) strict, without rowid;
create index import_lines_by_verdict on import_lines (import, verdict, line);
create index import_lines_by_birth on import_lines (import, name, born_day) where born_day is not null;
create index import_lines_by_place on import_lines (import, name, door, building) where name is not null;
create index import_lines_by_phone on import_lines (import, phone) where phone is not null;
create index import_lines_by_identity on import_lines (import, identity_hash) where identity_hash is not null;

create trigger import_lines_count_new after insert on import_lines begin
  update imports set
    new = new + (new.verdict = 'new'), changed = changed + (new.verdict = 'changed'), same = same + (new.verdict = 'same'),
    doubtful = doubtful + (new.verdict = 'doubtful'), refused = refused + (new.verdict = 'refused'),
    undecided = undecided + (new.verdict = 'doubtful' and new.decision is null)
  where id = new.import;
end;
create trigger import_lines_count_change after update of verdict, decision on import_lines begin
  update imports set
    new = new + (new.verdict = 'new') - (old.verdict = 'new'),
    changed = changed + (new.verdict = 'changed') - (old.verdict = 'changed'),
    same = same + (new.verdict = 'same') - (old.verdict = 'same'),
    doubtful = doubtful + (new.verdict = 'doubtful') - (old.verdict = 'doubtful'),
    refused = refused + (new.verdict = 'refused') - (old.verdict = 'refused'),
    undecided = undecided + (new.verdict = 'doubtful' and new.decision is null)
      - (old.verdict = 'doubtful' and old.decision is null)
  where id = new.import;
end;
-- Lines that arrive anew go first; those of an import that was decided are only forgotten.
create trigger import_lines_count_gone after delete on import_lines
when (select state from imports where id = old.import) = 'open' begin
  update imports set
    new = new - (old.verdict = 'new'), changed = changed - (old.verdict = 'changed'), same = same - (old.verdict = 'same'),
    doubtful = doubtful - (old.verdict = 'doubtful'), refused = refused - (old.verdict = 'refused'),
    undecided = undecided - (old.verdict = 'doubtful' and old.decision is null)
  where id = old.import;
end;
create trigger import_lines_once before insert on import_lines
when exists (select 1 from import_lines where import = new.import and line = new.line) begin
  select raise(abort, 'a line stands once');
end;

-- How people were before an import changed them, as JSON, for taking it back.
create table import_changes (
  import text not null references imports (id),
  member text not null references members (id),
  before text not null check (json_valid(before)),
  primary key (import, member)
) strict, without rowid;

alter table members add column import text references imports (id);
-- Whether somebody has ever signed in or held a seat, also what has ended since.
create index sessions_ever on sessions (member);
create index seats_ever on seats (member);
create index members_by_import on members (import) where import is not null;
create index members_by_birth on members (name, born_day) where born_day is not null;

-- The roster's own counter: who compares with it sees that it has changed, whoever changed it.
insert into revisions (feature, revision) values ('roster', 1);
create trigger roster_grows after insert on members begin
  update revisions set revision = revision + 1 where feature = 'roster';
end;
create trigger roster_changes after update of
  name, phone, household, grid, left_at, sex, born_day, identity_hash, kinship, registered on members begin
  update revisions set revision = revision + 1 where feature = 'roster';
end;
create trigger roster_shrinks after delete on members begin
  update revisions set revision = revision + 1 where feature = 'roster';
end;
