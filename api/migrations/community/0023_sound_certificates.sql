-- The check of a step's certificate says nothing of a step without one. To older SQLites, which a distribution may bring,
-- json_valid(null) is false, so that `pragma integrity_check` called every healthy backup with an open step damaged.
--
-- SQLite changes no check of a table that stands, and the papers refer to the steps: both are put aside and written anew,
-- the papers first to go and last to come, so that no reference is ever left without its row. Triggers come after the rows.

create table case_papers_aside as select * from case_papers;
create table case_steps_aside as select * from case_steps;
drop table case_papers;
drop table case_steps;

create table case_steps (
  case_id text not null references cases (id),
  place integer not null check (place >= 1),
  step text not null check (step in ('proposal', 'joint-deliberation', 'party-review', 'township-check', 'resolution')),
  meeting text,
  linked_at integer,
  linked_by text references members (id),
  supervisors_informed_at integer,
  closed_at integer,
  closed_by text references members (id),
  certificate text check (certificate is null or json_valid(certificate)),
  certificate_hash text check (length(certificate_hash) = 64),
  primary key (case_id, step),
  unique (case_id, place),
  check ((closed_at is null) = (certificate is null)),
  check ((closed_at is null) = (certificate_hash is null))
) strict, without rowid;
create table case_papers (
  case_id text not null,
  step text not null,
  sha256 text not null check (length(sha256) = 64),
  kind text not null check (kind in ('minutes', 'photo', 'signature-sheet')),
  at integer not null,
  by text not null references members (id),
  primary key (case_id, step, sha256),
  foreign key (case_id, step) references case_steps (case_id, step)
) strict, without rowid;

insert into case_steps (case_id, place, step, meeting, linked_at, linked_by, supervisors_informed_at, closed_at, closed_by,
  certificate, certificate_hash)
select case_id, place, step, meeting, linked_at, linked_by, supervisors_informed_at, closed_at, closed_by, certificate,
  certificate_hash from case_steps_aside;
insert into case_papers (case_id, step, sha256, kind, at, by)
select case_id, step, sha256, kind, at, by from case_papers_aside;
drop table case_steps_aside;
drop table case_papers_aside;

create unique index case_steps_by_meeting on case_steps (meeting, case_id) where meeting is not null;

create trigger case_steps_close_once before update on case_steps when old.closed_at is not null begin
  select raise(abort, 'a closed step and its certificate are never changed');
end;
create trigger case_steps_in_order before update of closed_at on case_steps
when new.closed_at is not null and exists (
  select 1 from case_steps s where s.case_id = new.case_id and s.place < new.place and s.closed_at is null
) begin
  select raise(abort, 'steps are closed in their order');
end;
create trigger case_steps_move before update on case_steps
when old.case_id is not new.case_id or old.step is not new.step or old.place is not new.place
  or (select status from cases where id = old.case_id) <> 'open' begin
  select raise(abort, 'the steps of a case are those of its way');
end;
create trigger case_steps_keep before delete on case_steps begin
  select raise(abort, 'a step is never deleted');
end;
-- A meeting that takes a step brings its rows along, and those of its ballots.
create trigger case_steps_take_their_rows_along after update of meeting on case_steps
when new.meeting is not null and new.meeting is not old.meeting begin
  insert or ignore into journal_matters (matter, seq)
    select c.matter, j.seq from cases c, journal j
    where c.id = new.case_id and (
      j.subject = new.meeting or j.subject in (select id from ballots where meeting = new.meeting)
    );
end;
create trigger case_steps_share_a_named_meeting before update of meeting on case_steps
when new.meeting is not null and exists (
  select 1 from case_steps s where s.meeting = new.meeting and s.case_id <> new.case_id
) and not exists (
  select 1 from meetings m, json_each(m.agenda) a where m.id = new.meeting and a.value ->> 'case' = new.case_id
) begin
  select raise(abort, 'a meeting takes several decisions only when its agenda names them');
end;

create trigger case_papers_in_time before insert on case_papers
when exists (
  select 1 from case_steps s where s.case_id = new.case_id and s.step = new.step and s.closed_at is not null
) begin
  select raise(abort, 'nothing is added to a closed step');
end;
create trigger case_papers_stay before update on case_papers begin select raise(abort, 'a paper is never changed'); end;
create trigger case_papers_keep before delete on case_papers begin select raise(abort, 'a paper is never deleted'); end;
