-- Signing in, completed: several people on one phone, a second factor for office holders, devices that are known, a
-- history that the person can read, and messages that are tried again.

-- A browser that signed in before carries a mark of its own; its hash stands here.
alter table sessions add column device_mark blob check (length(device_mark) = 32);
-- When the second factor was proved in this session.
alter table sessions add column proved_at integer;
alter table sessions add column ended_because text check (
  ended_because in ('signed-out', 'made-room', 'rested-too-long', 'ended-by-office')
);

-- Stands for a right code while the person, or the second factor, is still asked for.
create table sign_in_tickets (
  ticket_hash blob primary key check (length(ticket_hash) = 32),
  phone text not null,
  -- null: several share the phone and nobody is chosen yet
  member text references members (id),
  expires_at integer not null
) strict, without rowid;
create index sign_in_tickets_by_expiry on sign_in_tickets (expires_at);

-- The second factor (第二重验证). The key is sealed, because codes are made of it; recovery codes are hashed.
create table factors (
  member text primary key references members (id),
  -- null until the first one is confirmed
  key_sealed blob,
  enrolled_at integer,
  -- a new key that is not confirmed yet
  begun_sealed blob,
  begun_at integer,
  -- the step of the last accepted code: none is accepted twice
  last_step integer not null default 0,
  wrong_tries integer not null default 0,
  locked_until integer,
  check ((key_sealed is null) = (enrolled_at is null)),
  check ((begun_sealed is null) = (begun_at is null))
) strict, without rowid;
create table recovery_codes (
  member text not null references members (id),
  code_hash blob not null check (length(code_hash) = 32),
  used_at integer,
  primary key (member, code_hash)
) strict, without rowid;

-- What happened at the door, for the person to read; kept 180 days.
create table sign_in_events (
  seq integer primary key,
  member text not null references members (id),
  at integer not null,
  kind text not null,
  device text not null,
  device_mark blob
) strict;
create index sign_in_events_by_member on sign_in_events (member, seq);
create index sign_in_events_by_device on sign_in_events (device_mark, member) where device_mark is not null;
create index sign_in_events_by_time on sign_in_events (at);

insert into sign_in_events (member, at, kind, device)
  select member, created_at, 'signed-in', device from sessions order by created_at;

-- Kept by triggers, so that no way of opening or ending a session forgets it.
create trigger sessions_are_remembered after insert on sessions begin
  insert into sign_in_events (member, at, kind, device, device_mark) values (
    new.member, new.created_at,
    iif(new.device_mark is not null and exists (
      select 1 from sign_in_events e where e.device_mark = new.device_mark and e.member = new.member
    ), 'signed-in', 'new-device'),
    new.device, new.device_mark
  );
end;
create trigger sessions_ends_are_remembered after update of revoked_at on sessions
when old.revoked_at is null and new.revoked_at is not null begin
  insert into sign_in_events (member, at, kind, device)
    values (new.member, new.revoked_at, coalesce(new.ended_because, 'ended-by-office'), new.device);
end;

-- Messages on their way out: sealed, tried a few times, gone when the other side has taken them or they are too old.
-- When the next try is stands in `due`.
create table outgoing (
  id text primary key,
  message_sealed blob not null,
  made_at integer not null,
  tries integer not null,
  -- taken by the alarm for another try
  taken integer not null default 0 check (taken in (0, 1))
) strict, without rowid;
create index outgoing_taken on outgoing (id) where taken = 1;
