-- Meetings as agreed with the feature `meetings`, until its own migration takes the place of this one.

create table meetings (
  id text primary key, seq integer not null unique, form text not null, electorate text not null,
  matter text, case_id text, step text,
  title text not null, agenda text not null,
  place text not null, starts_at integer not null, notice_days integer not null,
  status text not null check (status in ('announced', 'open', 'closed', 'cancelled')),
  announced_at integer not null, opened_at integer, closed_at integer, cancelled_reason text,
  roll_hash text not null, roll_count integer not null, struck_count integer not null default 0,
  present_count integer not null default 0, proxy_count integer not null default 0,
  chair text not null, teller text, convened_by text not null, rules_version text not null
) strict;
create table meeting_roll (
  meeting text not null, voter text not null, household text not null, post text, woman integer not null,
  struck_at integer, struck_cause text, primary key (meeting, voter)
) strict, without rowid;
create table meeting_presence (
  meeting text not null, voter text not null, how text not null check (how in ('code', 'list', 'assisted', 'proxy')),
  at integer not null, by text not null, primary key (meeting, voter)
) strict, without rowid;
create table meeting_proxies (
  meeting text not null, principal text not null, proxy text not null, kinship text not null, paper text,
  at integer not null, by text not null, primary key (meeting, principal)
) strict, without rowid;
create trigger meeting_presence_counts after insert on meeting_presence begin
  update meetings set present_count = present_count + 1 where id = new.meeting;
end;
create trigger meeting_roll_counts_struck after update of struck_at on meeting_roll
when old.struck_at is null and new.struck_at is not null begin
  update meetings set struck_count = struck_count + 1 where id = new.meeting;
end;
