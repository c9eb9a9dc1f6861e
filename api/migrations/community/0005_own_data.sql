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

-- Consents, each decision a row: which text, agreed or withdrawn, when and by whom.
create table consents (
  seq integer primary key,
  member text not null references members (id),
  topic text not null check (topic in ('spoken-assistance', 'child-data')),
  version text not null,
  agrees integer not null check (agrees in (0, 1)),
  at integer not null,
  -- the person, or the guardian of somebody below fourteen
  made_by text not null references members (id)
) strict;
create index consents_by_member on consents (member, topic, seq);
create trigger consents_stay before update on consents begin select raise(abort, 'a consent is withdrawn, not changed'); end;
create trigger consents_keep before delete on consents begin select raise(abort, 'a consent is withdrawn, not deleted'); end;

create table corrections (
  seq integer primary key,
  id text not null unique,
  member text not null references members (id),
  field text not null check (field in ('name', 'phone', 'sex', 'born-day', 'other')),
  -- taken away when the account is closed
  wanted text,
  asked_at integer not null,
  decided_at integer,
  decided_by text references members (id),
  outcome text check (outcome in ('applied', 'refused')),
  reason text,
  check ((decided_at is null) = (outcome is null))
) strict;
create index corrections_by_member on corrections (member, seq);
create index corrections_waiting on corrections (asked_at) where decided_at is null;

-- Who looked at a full phone number when and why.
create table reveals (
  seq integer primary key,
  member text not null references members (id),
  worker text not null references members (id),
  at integer not null,
  -- free text, taken away when the account is closed
  reason text
) strict;
create index reveals_by_member on reveals (member, seq);
create index reveals_by_worker on reveals (worker, at);
create trigger reveals_keep before delete on reveals begin select raise(abort, 'a look is never deleted'); end;

-- Closing an account: asked for, taken back within the cooling-off time, or carried out. The number is the pseudonym's.
create table closings (
  seq integer primary key,
  member text not null references members (id),
  asked_at integer not null,
  closes_at integer not null check (closes_at > asked_at),
  taken_back_at integer,
  done_at integer,
  check (taken_back_at is null or done_at is null)
) strict;
create unique index closings_open on closings (member) where taken_back_at is null and done_at is null;
create trigger closings_keep before delete on closings begin select raise(abort, 'a closing is taken back, not deleted'); end;

-- For the copy of the own data.
create index journal_by_actor on journal (actor, seq) where actor is not null;
create index journal_by_resident on journal (on_behalf_of, seq) where on_behalf_of is not null;
create index notices_by_age on notices (at);

-- Communities that are open already; a new one begins by itself.
insert into due (kind, subject, at)
  select 'retention', 'daily', at from due where kind = 'purge' and subject = 'commands';
