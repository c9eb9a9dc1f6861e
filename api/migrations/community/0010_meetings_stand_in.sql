-- Stands in for the features of meetings and ballots, whose own migrations take its place: without it decisions have
-- nothing to read. Nothing here writes to these tables.
create table meetings (
  id text primary key,
  seq integer not null unique,
  form text not null,
  electorate text not null,
  matter text,
  case_id text,
  step text,
  title text not null,
  agenda text not null,
  place text not null,
  starts_at integer not null,
  notice_days integer not null,
  status text not null check (status in ('announced', 'open', 'closed', 'cancelled')),
  announced_at integer not null,
  opened_at integer,
  closed_at integer,
  cancelled_reason text,
  roll_hash text not null,
  roll_count integer not null,
  struck_count integer not null default 0,
  present_count integer not null default 0,
  proxy_count integer not null default 0,
  chair text not null,
  teller text,
  convened_by text not null,
  rules_version text not null
) strict;
create table meeting_roll (
  meeting text not null,
  voter text not null,
  household text not null,
  post text,
  woman integer not null,
  struck_at integer,
  struck_cause text,
  primary key (meeting, voter)
) strict, without rowid;
create table meeting_proxies (
  meeting text not null,
  principal text not null,
  proxy text not null,
  kinship text not null,
  paper text,
  at integer not null,
  by text not null,
  primary key (meeting, principal)
) strict, without rowid;
create table meeting_minutes (
  meeting text primary key,
  at integer not null
) strict, without rowid;
create table ballots (
  id text primary key,
  seq integer not null unique,
  meeting text not null,
  method text not null check (method in ('open', 'hands', 'secret')),
  closed_at integer,
  votes_for integer not null default 0,
  votes_against integer not null default 0,
  votes_abstain integer not null default 0,
  votes_invalid integer not null default 0
) strict;
create index ballots_by_meeting on ballots (meeting, seq);
