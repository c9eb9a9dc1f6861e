-- A region knows its own name and its children.

create table region (
  one integer primary key check (one = 1),
  code text not null,
  name text not null,
  kind text not null check (kind in ('country', 'province', 'city', 'county', 'street', 'township')),
  -- names from the country down to this region, as JSON
  path text not null check (json_valid(path))
) strict;

create table children (
  code text primary key,
  name text not null,
  -- null for a community
  kind text check (kind in ('province', 'city', 'county', 'street', 'township')),
  communities_total integer,
  communities_open integer not null default 0,
  demonstration integer not null default 0 check (demonstration in (0, 1))
) strict;
