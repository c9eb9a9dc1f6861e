-- Bodies of every kind, seats with how they began and ended, near relatives, rolls that were recorded.

-- A table that others refer to cannot be rebuilt while foreign keys are on: the wider check comes with a new column. The
-- default is needed by the column's being added only; every insert names the value.
alter table bodies add column wider text not null default 'volunteer-team' check (wider in (
  'party-branch', 'residents-committee', 'representatives-meeting', 'supervision-committee', 'moral-council',
  'weddings-funerals-council', 'public-health-committee', 'environment-property-committee', 'volunteer-team',
  'grid-service', 'legal-adviser', 'resident-unit'
));
update bodies set wider = kind;
alter table bodies drop column kind;
alter table bodies rename column wider to kind;
create unique index bodies_by_name on bodies (name);
-- Of these a community has one.
create unique index bodies_single on bodies (kind)
  where kind in ('residents-committee', 'representatives-meeting', 'supervision-committee');

alter table seats add column wider text not null default 'member' check (wider in (
  'secretary', 'deputy-secretary', 'director', 'deputy-director', 'convener', 'member', 'representative', 'team-leader',
  'team-member', 'grid-worker', 'adviser', 'liaison', 'party-member'
));
update seats set wider = post;
alter table seats drop column post;
alter table seats rename column wider to post;

-- How it began: empty for seats from before.
alter table seats add column how text check (how in ('elected', 'by-elected', 'appointed', 'co-opted'));
alter table seats add column basis text not null default '';
alter table seats add column duties text not null default '';
alter table seats add column seated_by text references members (id);
-- When it was entered: a seat counts on rolls from then on, whatever its first day says.
alter table seats add column seated_at integer not null default 0;
-- Whose seat it took over.
alter table seats add column follows text references seats (id);
-- How it ended.
alter table seats add column ended_cause text check (
  ended_cause in ('term-over', 'resigned', 'recalled', 'moved', 'died', 'mistake')
);
alter table seats add column ended_basis text not null default '';
alter table seats add column handover text not null default '';
alter table seats add column ended_by text references members (id);
-- Kept by trigger: somebody took it over.
alter table seats add column followed integer not null default 0 check (followed in (0, 1));

-- Somebody who is gone holds nothing, whatever wrote the departure.
update seats set ended_cause = 'moved' where ended_at is not null
  and exists (select 1 from members m where m.id = seats.member and m.left_at is not null);
create unique index seats_by_predecessor on seats (follows) where follows is not null;
create index seats_vacant on seats (body, until_day) where ended_at is not null and followed = 0;
create index seats_of_body on seats (body, from_day);
create index members_by_identity_ever on members (identity_hash) where identity_hash is not null;

create trigger seats_follow_once before insert on seats
when new.follows is not null and not exists (
  select 1 from seats s where s.id = new.follows and s.body = new.body and s.post = new.post and s.ended_at is not null
) begin
  select raise(abort, 'a seat follows an ended one of its own post');
end;
create trigger seats_are_followed after insert on seats when new.follows is not null begin
  update seats set followed = 1 where id = new.follows;
end;
-- A roll of the past is rebuilt from these: what was is not rewritten.
create trigger seats_end_once before update on seats
when old.id is not new.id or old.body is not new.body or old.member is not new.member or old.post is not new.post
  or old.from_day is not new.from_day or old.until_day is not new.until_day or old.seated_at is not new.seated_at
  or (old.ended_at is not null and old.ended_at is not new.ended_at) begin
  select raise(abort, 'a seat that was held is not rewritten');
end;
create trigger seats_keep before delete on seats begin
  select raise(abort, 'a seat is ended, not deleted');
end;

-- Near relatives (近亲属) that do not live in one household. One row a pair and declaration.
create table relatives (
  one text not null references members (id),
  two text not null references members (id),
  declared_at integer not null,
  -- seen from `one`
  kinship text not null check (kinship in ('spouse', 'child', 'parent', 'sibling', 'grandchild', 'grandparent')),
  declared_by text not null references members (id),
  withdrawn_at integer,
  withdrawn_by text references members (id),
  withdrawn_reason text,
  primary key (one, two, declared_at),
  check (one < two),
  check ((withdrawn_at is null) = (withdrawn_reason is null))
) strict, without rowid;
create unique index relatives_once on relatives (one, two) where withdrawn_at is null;
create index relatives_by_two on relatives (two) where withdrawn_at is null;

-- Rolls as they were on the day on which a matter needed them.
create table rolls (
  id text primary key,
  day text not null check (day glob '????-??-??'),
  -- adults, households, body:<id>
  roll_of text not null,
  hash text not null check (length(hash) = 64),
  count integer not null check (count >= 0),
  -- ids in order, one a line
  members text not null,
  recorded_by text not null references members (id),
  recorded_at integer not null
) strict;
create index rolls_by_day on rolls (day, roll_of, recorded_at);
create trigger rolls_stay before update on rolls begin select raise(abort, 'a recorded roll is never changed'); end;
create trigger rolls_keep before delete on rolls begin select raise(abort, 'a recorded roll is never deleted'); end;
