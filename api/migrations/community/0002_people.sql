-- The roster in full: what a committee keeps of a person, and who lived where when, so that any past roll can be rebuilt.

-- 居民小组
create table residents_groups (
  id text primary key,
  name text not null unique
) strict;

alter table households add column residents_group text references residents_groups (id);
alter table households add column head text references members (id);
create index households_by_place on households (building, unit, door);

alter table members add column sex text check (sex in ('female', 'male'));
alter table members add column born_day text check (born_day glob '????-??-??');
-- The identity number (公民身份号码) is never kept in the clear: a keyed hash finds it, AES-256-GCM seals it.
alter table members add column identity_hash blob check (length(identity_hash) = 32);
alter table members add column identity_sealed blob;
-- Whether the household register (户籍) is here.
alter table members add column registered integer not null default 1 check (registered in (0, 1));
-- To the head of the household (与户主关系).
alter table members add column kinship text check (
  kinship in ('head', 'spouse', 'child', 'parent', 'grandchild', 'grandparent', 'sibling', 'other')
);
-- Who answers for somebody under age (监护人).
alter table members add column guardian text references members (id);
alter table members add column language text not null default 'zh-CN' check (language in ('zh-CN', 'en'));
alter table members add column large_print integer not null default 0 check (large_print in (0, 1));
alter table members add column left_cause text check (left_cause in ('moved', 'died', 'mistake'));
-- Since when in the present household.
alter table members add column housed_at integer;
-- Initials of the name in pinyin, for the search at the counter.
alter table members add column initials text not null default '';

-- A couple may share one phone: then the household decides, not the store.
drop index members_by_phone;
create index members_by_phone on members (phone) where left_at is null;
create unique index members_by_identity on members (identity_hash) where left_at is null and identity_hash is not null;
create index members_by_household on members (household);

-- Who lived in which household from when until when: kept by triggers, so that no way of writing forgets it.
create table stays (
  member text not null references members (id),
  from_at integer not null,
  -- null: to this day
  until_at integer check (until_at >= from_at),
  household text not null references households (id),
  primary key (member, from_at)
) strict, without rowid;
create index stays_by_time on stays (from_at, until_at);

insert into stays (member, from_at, until_at, household)
  select id, joined_at, max(joined_at, left_at), household from members where left_at is not null;
insert into stays (member, from_at, until_at, household)
  select id, joined_at, null, household from members where left_at is null;

create trigger members_begin_a_stay after insert on members begin
  insert into stays (member, from_at, household) values (new.id, new.joined_at, new.household);
end;
create trigger members_move after update of household on members
when old.household <> new.household and old.left_at is null begin
  select raise(abort, 'a move has a time') where new.housed_at is null;
  update stays set until_at = max(from_at, new.housed_at) where member = new.id and until_at is null;
  insert into stays (member, from_at, household) values (new.id, new.housed_at, new.household)
    on conflict (member, from_at) do update set household = excluded.household, until_at = null;
end;
create trigger members_end_a_stay after update of left_at on members
when old.left_at is null and new.left_at is not null begin
  update stays set until_at = max(from_at, new.left_at) where member = new.id and until_at is null;
end;
create trigger members_come_back after update of left_at on members
when old.left_at is not null and new.left_at is null begin
  insert into stays (member, from_at, household) values (new.id, new.housed_at, new.household);
end;
