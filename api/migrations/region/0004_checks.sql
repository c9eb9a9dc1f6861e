-- What communities ask the office for: the check of a draft, the filing of a resolution; and what the office answered.

create table checks (
  -- the opinion's id at the community
  id text primary key,
  seq integer not null unique,
  community text not null references children (code),
  case_id text not null,
  title text not null,
  kind text not null check (kind in ('check', 'filing')),
  -- a version of the matter's text, as everybody may read it; null where there is none
  draft_version integer,
  draft text,
  draft_hash text check (length(draft_hash) = 64),
  asked_at integer not null,
  due_at integer not null,
  received_at integer not null,
  verdict text check (verdict in ('agree', 'with-changes', 'object')),
  text text,
  answered_at integer,
  answered_by text references officers (id),
  -- when the community had taken the answer
  taken_at integer,
  -- the community wants no answer any more
  ended_because text check (ended_because in ('by-paper', 'case-ended')),
  ended_at integer,
  check ((answered_at is null) = (verdict is null) and (answered_at is null) = (text is null)),
  check ((answered_at is null) = (answered_by is null)),
  check ((ended_at is null) = (ended_because is null)),
  check (taken_at is null or answered_at is not null),
  check ((draft is null) = (draft_hash is null) and (draft is null) = (draft_version is null))
) strict;
create index checks_waiting on checks (due_at, seq) where answered_at is null and ended_at is null;
create index checks_done on checks (seq) where answered_at is not null or ended_at is not null;

create trigger checks_stay before update on checks
when old.id is not new.id or old.seq is not new.seq or old.community is not new.community
  or old.case_id is not new.case_id or old.title is not new.title or old.kind is not new.kind
  or old.draft is not new.draft or old.due_at is not new.due_at or old.received_at is not new.received_at begin
  select raise(abort, 'what was asked is never changed');
end;
create trigger checks_answer_once before update on checks
when old.answered_at is not null and (old.verdict is not new.verdict or old.text is not new.text
  or old.answered_at is not new.answered_at or old.answered_by is not new.answered_by) begin
  select raise(abort, 'an answer is given once');
end;
create trigger checks_answer_in_time before update of answered_at on checks
when old.answered_at is null and new.answered_at is not null and old.ended_at is not null begin
  select raise(abort, 'nobody waits for this answer any more');
end;
create trigger checks_keep before delete on checks begin select raise(abort, 'what was asked is never deleted'); end;

-- Answers on their way to communities lie in the clear and are tried until they are taken.
alter table outgoing add column letter integer not null default 0 check (letter in (0, 1));
