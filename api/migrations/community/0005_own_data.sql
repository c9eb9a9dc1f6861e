-- Acting for somebody at the counter, and what everybody may know and decide about the own data.

-- A time in which a worker may act for a resident (代办).
create table assistances (
  -- the number on the slip
  seq integer primary key,
  id text not null unique,
  worker text not null references members (id),
  member text not null references members (id),
  consent text not null check (consent in ('spoken', 'signed', 'slip')),
  -- the witness's name or the paper's number; taken away when the resident's account is closed
  proof text,
  opened_at integer not null,
  until_at integer not null check (until_at > opened_at),
  extensions integer not null default 0 check (extensions >= 0),
  ended_at integer,
  ended_by text check (ended_by in ('worker', 'departure')),
  check (worker <> member),
  check ((ended_at is null) = (ended_by is null))
) strict;
create index assistances_by_member on assistances (member, seq);
create index assistances_by_worker on assistances (worker, seq);
create index assistances_by_time on assistances (opened_at);
create trigger assistances_keep before delete on assistances begin
  select raise(abort, 'an assistance is never deleted');
end;
create trigger assistances_stay before update on assistances
when old.id is not new.id or old.worker is not new.worker or old.member is not new.member
  or old.opened_at is not new.opened_at or (old.ended_at is not null and old.ended_at is not new.ended_at) begin
  select raise(abort, 'an assistance keeps its people and ends once');
end;
-- Whoever leaves is assisted no more, and assists no more, whatever way the departure was written.
create trigger members_end_assistances after update of left_at on members
when old.left_at is null and new.left_at is not null begin
  update assistances set ended_at = new.left_at, ended_by = 'departure'
  where (member = new.id or worker = new.id) and ended_at is null and until_at > new.left_at;
end;

-- What was done in it. The act itself stands where it belongs; here is whose hand it was.
create table assisted_acts (
  id text primary key,
  assistance text not null references assistances (id),
  at integer not null,
  command text not null,
  subject text not null,
  journal_seq integer not null references journal (seq),
  contested_at integer,
  contested_by text references members (id),
  contest_reason text,
  answered_at integer,
  answered_by text references members (id),
  outcome text check (outcome in ('upheld', 'dismissed')),
  answer text,
  check (answered_at is null or contested_at is not null),
  check ((answered_at is null) = (outcome is null))
) strict;
create index assisted_acts_by_assistance on assisted_acts (assistance, at);
create index assisted_acts_contested on assisted_acts (contested_at) where contested_at is not null and answered_at is null;
create trigger assisted_acts_keep before delete on assisted_acts begin
  select raise(abort, 'an act is contested, not deleted');
end;
create trigger assisted_acts_stay before update on assisted_acts
when old.assistance is not new.assistance or old.at is not new.at or old.command is not new.command
  or old.subject is not new.subject or (old.contested_at is not null and old.contested_at is not new.contested_at)
  or (old.answered_at is not null and old.answered_at is not new.answered_at) begin
  select raise(abort, 'an act is contested once and answered once');
end;
