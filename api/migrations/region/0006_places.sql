-- All communities below a region, for its search. One that opened before is added when its opening is sent again.

create table places (
  code text primary key,
  name text not null,
  -- names of the regions above it, from the province down, as JSON
  path text not null check (json_valid(path)),
  demonstration integer not null check (demonstration in (0, 1))
) strict, without rowid;

create table place_words (
  word text not null,
  code text not null references places (code),
  primary key (word, code)
) strict, without rowid;
create index place_words_by_code on place_words (code);
