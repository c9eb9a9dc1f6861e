-- The second factor of officers, as office holders of a community have it; who took one back, and why, for the officer
-- to read.

-- When the second factor was proved in this session.
alter table sessions add column proved_at integer;

-- Stands for a right code while the second factor is still asked for.
create table sign_in_tickets (
  ticket_hash blob primary key check (length(ticket_hash) = 32),
  officer text not null references officers (id),
  expires_at integer not null
) strict, without rowid;
create index sign_in_tickets_by_expiry on sign_in_tickets (expires_at);

-- The second factor (第二重验证). The key is sealed, because codes are made of it; recovery codes are hashed.
create table factors (
  officer text primary key references officers (id),
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
  officer text not null references officers (id),
  code_hash blob not null check (length(code_hash) = 32),
  used_at integer,
  primary key (officer, code_hash)
) strict, without rowid;

-- A lost one that another head took back; kept as long as what happened at the door.
create table factor_resets (
  seq integer primary key,
  officer text not null references officers (id),
  reset_by text not null references officers (id),
  reason text not null,
  at integer not null,
  -- nobody by the own hand
  check (reset_by <> officer)
) strict;
create index factor_resets_by_officer on factor_resets (officer, seq);
create index factor_resets_by_time on factor_resets (at);
create trigger factor_resets_stay before update on factor_resets begin
  select raise(abort, 'what was told is not rewritten');
end;

-- Whose phone is forgotten needs no factor any more, and has none.
create trigger officers_forgotten after update of phone on officers when new.phone is null begin
  delete from recovery_codes where officer = new.id;
  delete from factors where officer = new.id;
end;

-- The own history is read page by page.
create index sign_in_events_by_officer on sign_in_events (officer, seq);

-- A session that another head ends has no cause among those that a session can have by itself.
drop trigger sessions_ends_are_remembered;
create trigger sessions_ends_are_remembered after update of revoked_at on sessions
when old.revoked_at is null and new.revoked_at is not null begin
  insert into sign_in_events (officer, at, kind, device)
    values (new.officer, new.revoked_at, coalesce(new.ended_because, 'ended-by-office'), new.device);
end;
