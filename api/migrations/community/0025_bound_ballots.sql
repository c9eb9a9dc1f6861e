-- A ballot decides a case only when it was drafted for it: which case, which step, which version of its matter. Whatever
-- was put to the vote and names none decides nothing. Every meeting that was linked to a step stays known.

alter table ballots add column case_id text references cases (id);
-- 1: drafted as a question that decides nothing; 0 without a case: from before ballots named what they decide
alter table ballots add column free integer not null default 0 check (free in (0, 1));
-- why the case was put to the vote once more at the same meeting
alter table ballots add column reason text;
-- from opening on
alter table ballots add column step text;
alter table ballots add column version integer;

create table case_meetings (
  case_id text not null,
  step text not null,
  meeting text not null references meetings (id),
  linked_at integer not null,
  primary key (case_id, step, meeting),
  foreign key (case_id, step) references case_steps (case_id, step)
) strict, without rowid;
insert into case_meetings (case_id, step, meeting, linked_at)
  select case_id, step, meeting, coalesce(linked_at, 0) from case_steps
  where meeting is not null and meeting in (select id from meetings);
-- Meetings that were linked before another took their place stand in the journal alone.
insert or ignore into case_meetings (case_id, step, meeting, linked_at)
  select s.case_id, s.step, m.id, j.at from journal j
    join case_steps s on s.case_id = j.subject and s.step = j.detail ->> 'step'
    join meetings m on m.id = j.detail ->> 'meeting'
  where j.command = 'decisions/link-meeting';
create trigger case_meetings_follow after update of meeting on case_steps when new.meeting is not null begin
  insert or ignore into case_meetings (case_id, step, meeting, linked_at)
    select new.case_id, new.step, id, coalesce(new.linked_at, 0) from meetings where id = new.meeting;
end;
create trigger case_meetings_stay before update on case_meetings begin
  select raise(abort, 'that a meeting was linked is never changed');
end;
create trigger case_meetings_keep before delete on case_meetings begin
  select raise(abort, 'that a meeting was linked is never deleted');
end;

-- What was put to the vote for steps that are still open goes on deciding where it can be told apart: the only ballot of
-- its meeting about the case; of several those that name the case in their question; else all of them, of which the first
-- that was closed with a quorum decides. Closed steps stand as their certificates say.
drop trigger ballots_are_final;
create table bound_before (
  ballot text primary key,
  meeting text not null,
  status text not null,
  case_id text not null,
  step text not null,
  names_it integer not null
) strict, without rowid;
insert into bound_before (ballot, meeting, status, case_id, step, names_it)
  select b.id, b.meeting, b.status, c.id, c.step, instr(b.question, c.title) > 0
  from cases c
    join case_meetings s on s.case_id = c.id and s.step = c.step
    join ballots b on b.meeting = s.meeting
    join meetings m on m.id = b.meeting
  where c.status = 'open' and (
    not exists (select 1 from json_each(m.agenda) a where a.value ->> 'case' is not null)
    or json_extract(m.agenda, '$[' || max(b.item - 1, 0) || '].case') = c.id
  );
-- Of drafts the only one; opening it words it anew. Whoever drafted several decides which of them is for the case.
delete from bound_before where exists (
  select 1 from bound_before o where o.meeting = bound_before.meeting and o.case_id = bound_before.case_id
    and o.ballot <> bound_before.ballot and (bound_before.status = 'draft' or (o.names_it and not bound_before.names_it))
);
update ballots set case_id = b.case_id, step = iif(ballots.status = 'draft', null, b.step)
from bound_before b where b.ballot = ballots.id;
drop table bound_before;
update ballots set free = 1 where status = 'draft' and case_id is null;

create index ballots_by_case on ballots (case_id, step, closed_at) where case_id is not null;
create trigger ballots_one_at_a_time before insert on ballots when exists (
  select 1 from ballots b where b.meeting = new.meeting and b.case_id = new.case_id and b.status <> 'closed'
) begin
  select raise(abort, 'another ballot of the case is drafted or open');
end;
create trigger ballots_one_at_a_time_also_revised before update of case_id on ballots when exists (
  select 1 from ballots b
  where b.meeting = new.meeting and b.case_id = new.case_id and b.status <> 'closed' and b.id <> new.id
) begin
  select raise(abort, 'another ballot of the case is drafted or open');
end;
create trigger ballots_are_final before update on ballots when old.status = 'closed' begin
  select raise(abort, 'a closed ballot does not change');
end;
drop trigger ballots_ask_one_thing;
create trigger ballots_ask_one_thing before update of
  id, meeting, question, method, rule, item, open_minutes, closes_at, public_key, case_id, free, reason, step, version on ballots
when old.status <> 'draft' begin
  select raise(abort, 'what is asked does not change once it is open');
end;
drop trigger ballots_belong_to_an_item;
create trigger ballots_belong_to_an_item before insert on ballots
when new.item > (select json_array_length(agenda) from meetings where id = new.meeting) begin
  select raise(abort, 'there is no such item of the agenda');
end;
create trigger ballots_are_bound_when_opened before update of status on ballots
when new.status = 'open' and new.case_id is not null and (
  new.step is null or not exists (
    select 1 from case_steps s where s.case_id = new.case_id and s.step = new.step and s.meeting = new.meeting
  ) or (new.reason is null and exists (
    select 1 from ballots b where b.meeting = new.meeting and b.case_id = new.case_id and b.status = 'closed'
  ))
) begin
  select raise(abort, 'a ballot decides a step that its meeting takes, and once more with a reason');
end;
create trigger case_steps_close_by_their_ballot before update of closed_at on case_steps
when new.certificate ->> '$.meeting.ballot' is not null and not exists (
  select 1 from ballots b where b.id = new.certificate ->> '$.meeting.ballot' and b.case_id = new.case_id
    and b.step = new.step and b.status = 'closed'
) begin
  select raise(abort, 'a step is closed by a ballot that was drafted for it');
end;
