-- Who works for the region, by seat; signing in as in a community; a journal of its own.

create table officers (
  id text primary key,
  name text not null,
  -- null when it was forgotten, long after the last seat
  phone text
) strict;
create index officers_by_phone on officers (phone) where phone is not null;

create table officer_seats (
  id text primary key,
  officer text not null references officers (id),
  post text not null check (post in ('head', 'staff')),
  from_day text not null,
  until_day text not null check (until_day >= from_day),
  -- the number of the document that it rests on
  basis text not null,
  -- null: named by the operator of the installation
  filled_by text references officers (id),
  filled_at integer not null,
  ended_at integer,
  ended_reason text,
  ended_by text references officers (id),
  check ((ended_at is null) = (ended_reason is null) and (ended_at is null) = (ended_by is null)),
  -- nobody sits, or goes, by the own hand
  check (filled_by is not officer and ended_by is not officer)
) strict;
create index officer_seats_by_officer on officer_seats (officer, until_day) where ended_at is null;

-- One open seat for one person, and for one phone; the day is China's.
create trigger officer_seats_one_each before insert on officer_seats
when exists (
  select 1 from officers mine join officers o on o.id = mine.id or o.phone = mine.phone
    join officer_seats t on t.officer = o.id
  where mine.id = new.officer and t.ended_at is null
    and t.until_day >= date(new.filled_at / 1000 + 28800, 'unixepoch')
) begin
  select raise(abort, 'this person holds a seat that is not over');
end;
create trigger officer_seats_stay before update on officer_seats
when old.ended_at is not null or new.id <> old.id or new.officer <> old.officer or new.post <> old.post
  or new.from_day <> old.from_day or new.until_day <> old.until_day or new.basis <> old.basis
  or new.filled_by is not old.filled_by or new.filled_at <> old.filled_at begin
  select raise(abort, 'a seat ends; it is never rewritten');
end;
create trigger officer_seats_keep before delete on officer_seats begin
  select raise(abort, 'a seat that was held is never deleted');
end;

create table sessions (
  id text primary key,
  token_hash blob not null unique check (length(token_hash) = 32),
  officer text not null references officers (id),
  created_at integer not null,
  last_seen_at integer not null,
  expires_at integer not null,
  device text not null,
  device_mark blob not null check (length(device_mark) = 32),
  revoked_at integer,
  ended_because text check (ended_because in ('signed-out', 'made-room', 'rested-too-long', 'seat-ended'))
) strict;
create index sessions_by_officer on sessions (officer, created_at) where revoked_at is null;
create index sessions_by_expiry on sessions (expires_at);

create trigger officer_seats_end_sessions after update of ended_at on officer_seats when new.ended_at is not null begin
  update sessions set revoked_at = new.ended_at, ended_because = 'seat-ended'
    where officer = new.officer and revoked_at is null;
end;

-- The newest code of each phone that asked, an officer's or not: both look the same from outside.
create table sign_in_codes (
  phone_hash blob primary key check (length(phone_hash) = 32),
  code_hash blob not null check (length(code_hash) = 32),
  sent_at integer not null,
  wrong_tries integer not null default 0,
  used integer not null default 0 check (used in (0, 1))
) strict, without rowid;

create table rates (
  bucket text not null,
  window_start integer not null,
  count integer not null,
  primary key (bucket, window_start)
) strict, without rowid;

create table demonstration_inbox (
  seq integer primary key,
  phone text not null,
  code text not null,
  at integer not null
) strict;

-- What happened at the door; kept 180 days.
create table sign_in_events (
  seq integer primary key,
  officer text not null references officers (id),
  at integer not null,
  kind text not null,
  device text not null,
  device_mark blob
) strict;
create index sign_in_events_by_device on sign_in_events (device_mark, officer) where device_mark is not null;
create index sign_in_events_by_time on sign_in_events (at);

-- Kept by triggers, so that no way of opening or ending a session forgets it.
create trigger sessions_are_remembered after insert on sessions begin
  insert into sign_in_events (officer, at, kind, device, device_mark) values (
    new.officer, new.created_at,
    iif(exists (
      select 1 from sign_in_events e where e.device_mark = new.device_mark and e.officer = new.officer
    ), 'signed-in', 'new-device'),
    new.device, new.device_mark
  );
end;
create trigger sessions_ends_are_remembered after update of revoked_at on sessions
when old.revoked_at is null and new.revoked_at is not null begin
  insert into sign_in_events (officer, at, kind, device)
    values (new.officer, new.revoked_at, new.ended_because, new.device);
end;

create table journal (
  seq integer primary key,
  at integer not null,
  actor text,
  on_behalf_of text,
  command text not null,
  subject text not null,
  detail text not null check (json_valid(detail)),
  previous_hash blob not null check (length(previous_hash) = 32),
  hash blob not null check (length(hash) = 32)
) strict;
create trigger journal_grows before insert on journal
when new.seq <> coalesce((select max(seq) from journal), 0) + 1
  or new.previous_hash <> coalesce((select hash from journal order by seq desc limit 1), zeroblob(32)) begin
  select raise(abort, 'the journal only grows at its end');
end;
create trigger journal_stays before update on journal begin select raise(abort, 'the journal is never changed'); end;
create trigger journal_keeps before delete on journal begin select raise(abort, 'the journal is never deleted'); end;

-- Answers of commands, so that the same key brings the same answer.
create table commands (
  key text primary key,
  actor text not null,
  endpoint text not null,
  content_hash blob not null check (length(content_hash) = 32),
  answer text not null,
  at integer not null
) strict, without rowid;
create index commands_by_age on commands (at);

-- What the one alarm of the object will do next.
create table due (
  kind text not null,
  subject text not null,
  at integer not null,
  primary key (kind, subject)
) strict, without rowid;
create index due_by_time on due (at);

-- Messages on their way out: sealed, tried a few times, gone when the other side has taken them or they are too old.
create table outgoing (
  id text primary key,
  message_sealed blob not null,
  made_at integer not null,
  tries integer not null,
  -- taken by the alarm for another try
  taken integer not null default 0 check (taken in (0, 1))
) strict, without rowid;
create index outgoing_taken on outgoing (id) where taken = 1;
