-- Consultative meetings: of a residents' group or of one branch, and what became of them.

-- Of whom among the electorate; both null: of all.
alter table meetings add column residents_group text references residents_groups (id);
alter table meetings add column branch text references bodies (id);
create index households_by_group on households (residents_group) where residents_group is not null;

create trigger meetings_within_stands before update of residents_group, branch on meetings
when old.residents_group is not new.residents_group or old.branch is not new.branch begin
  select raise(abort, 'what was announced stands');
end;

-- Item by item, told after the minutes were signed, in versions of which none is lost.

create table meeting_outcomes (
  meeting text not null references meetings (id),
  version integer not null check (version >= 1),
  no integer not null check (no >= 1),
  -- of the agenda, counted from 1; 0: what came besides
  item integer not null check (item >= 0),
  suggestion text not null,
  outcome text not null check (outcome in ('adopted', 'partly', 'not')),
  reason text not null,
  at integer not null,
  by text not null references members (id),
  primary key (meeting, version, no),
  check (item > 0 or suggestion <> ''),
  check (outcome = 'adopted' or reason <> '')
) strict, without rowid;
create index meeting_outcomes_by_writer on meeting_outcomes (by);

create trigger meeting_outcomes_follow before insert on meeting_outcomes
when (select minutes_version from meetings where id = new.meeting) is null
  or new.no <> coalesce((select max(no) from meeting_outcomes where meeting = new.meeting and version = new.version), 0) + 1
  or new.version <> coalesce((select max(version) from meeting_outcomes where meeting = new.meeting), 0) + (new.no = 1)
  or exists (
    select 1 from meeting_outcomes
    where meeting = new.meeting and version = new.version and (at <> new.at or by <> new.by)
  ) begin
  select raise(abort, 'outcomes are told after the minutes, version by version');
end;
create trigger meeting_outcomes_stay before update on meeting_outcomes begin
  select raise(abort, 'what was told stands');
end;
create trigger meeting_outcomes_keep before delete on meeting_outcomes begin
  select raise(abort, 'what was told stands');
end;

-- What was under way already is reminded of as well: the alarm works out when.
insert into due (kind, subject, at)
  select 'remind-meeting', id, 0 from meetings where status = 'announced'
  union all select 'remind-discussion', id, 0 from matters where stage = 'discussing'
  union all select 'remind-review', id, 0 from matters where stage = 'pre-review';
