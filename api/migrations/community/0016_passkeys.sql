-- Passkeys (通行密钥): the public half of a pair of keys in somebody's device. Nothing here opens anything by itself.

create table passkeys (
  id text primary key,
  member text not null references members (id),
  -- the name that the device gave it
  credential blob not null unique check (length(credential) between 16 and 1023),
  -- an uncompressed point of P-256
  key blob not null check (length(key) = 65),
  -- by which the device tells whose it is
  user_handle blob not null check (length(user_handle) = 32),
  -- how often it signed, as it tells itself; most say nothing but zero
  count integer not null check (count >= 0),
  -- what the browser said of itself when it was made, shortened
  device text not null,
  created_at integer not null,
  last_used_at integer
) strict, without rowid;
create index passkeys_by_member on passkeys (member);

create trigger passkeys_are_few before insert on passkeys
when (select count(*) from passkeys where member = new.member) >= 5 begin
  select raise(abort, 'a person has five passkeys at most');
end;
create trigger passkeys_stay_as_made before update on passkeys
when new.id <> old.id or new.member <> old.member or new.credential <> old.credential or new.key <> old.key
  or new.user_handle <> old.user_handle or new.count < old.count begin
  select raise(abort, 'a passkey stays as it was made');
end;
-- Kept by triggers, so that no way of writing the roster leaves a passkey behind. Any other phone ends them: the store
-- cannot tell whose hand entered it, and whoever did it alone makes a new one in a minute.
create trigger passkeys_end_with_the_phone after update of phone, left_at on members
when new.phone is not old.phone or new.left_at is not old.left_at begin
  delete from passkeys where member = new.id;
end;
create trigger passkeys_end_with_the_account after insert on closings begin
  delete from passkeys where member = new.member;
end;

-- What a passkey is asked to sign, once and within some minutes; its hash also says whether to sign in or to enrol.
create table passkey_challenges (
  challenge_hash blob primary key check (length(challenge_hash) = 32),
  -- in which a passkey is made; null to sign in
  session text references sessions (id) on delete cascade,
  expires_at integer not null
) strict, without rowid;
create index passkey_challenges_by_expiry on passkey_challenges (expires_at);
create index passkey_challenges_by_session on passkey_challenges (session) where session is not null;
