-- Who looked for whom in the roster: every search and everybody it showed, for the supervision committee and for the
-- people who were found; erased after the time that the register of personal data names.

create table searches (
  seq integer primary key,
  worker text not null references members (id),
  at integer not null,
  -- taken away when somebody whom it found has closed the account
  word text,
  -- a grid worker sees the own grid only; null: the whole community
  grid text references grids (id),
  -- people on the page that was shown
  hits integer not null check (hits >= 0)
) strict;
create index searches_by_worker on searches (worker);
create index searches_by_day on searches (worker, at);
create index searches_by_age on searches (at);

create table search_hits (
  search integer not null references searches (seq) on delete cascade,
  member text not null references members (id),
  primary key (search, member)
) strict, without rowid;
create index search_hits_by_member on search_hits (member, search);

-- Names whose initials nobody has worked out yet.
create index members_without_initials on members (id) where initials = '' and left_at is null;
