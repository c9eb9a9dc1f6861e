-- The ground floor of a community: people, bodies, sessions, volunteer service, one ledger, one journal.

create table community (
  one integer primary key check (one = 1),
  code text not null,
  name text not null,
  kind text not null check (kind in ('community', 'village')),
  -- names from the province down, as JSON
  path text not null check (json_valid(path)),
  demonstration integer not null check (demonstration in (0, 1)),
  opened_at integer not null
) strict;

create table grids (
  id text primary key,
  name text not null
) strict;

create table households (
  id text primary key,
  grid text not null references grids (id),
  building text not null,
  unit text not null,
  door text not null
) strict;
create index households_by_grid on households (grid);

create table members (
  id text primary key,
  household text not null references households (id),
  grid text not null references grids (id),
  name text not null,
  phone text,
  joined_at integer not null,
  left_at integer,
  left_reason text
) strict;
create unique index members_by_phone on members (phone) where left_at is null;
create index members_by_grid on members (grid, id);

create table bodies (
  id text primary key,
  kind text not null check (kind in ('residents-committee', 'supervision-committee', 'volunteer-team', 'grid-service')),
  name text not null
) strict;

create table seats (
  id text primary key,
  body text not null references bodies (id),
  member text not null references members (id),
  grid text references grids (id),
  post text not null check (post in ('director', 'deputy-director', 'member', 'team-leader', 'team-member', 'grid-worker')),
  from_day text not null check (from_day glob '????-??-??'),
  until_day text not null check (until_day >= from_day),
  ended_at integer,
  ended_reason text
) strict;
create index seats_by_member on seats (member) where ended_at is null;
create index seats_by_body on seats (body) where ended_at is null;

create table sessions (
  id text primary key,
  token_hash blob not null unique check (length(token_hash) = 32),
  member text not null references members (id),
  created_at integer not null,
  last_seen_at integer not null,
  expires_at integer not null,
  device text not null,
  revoked_at integer
) strict;
create index sessions_by_member on sessions (member, created_at) where revoked_at is null;
create index sessions_by_expiry on sessions (expires_at);

-- The newest code of each phone that asked, known in the roster or not: both look the same from outside.
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

create table activities (
  id text primary key,
  body text not null references bodies (id),
  title text not null,
  place text not null,
  plan text not null,
  starts_at integer not null,
  ends_at integer not null check (ends_at > starts_at),
  capacity integer not null check (capacity between 1 and 500),
  rule_pack text not null,
  published_by text not null references members (id),
  published_at integer not null,
  cancelled_at integer,
  cancelled_reason text,
  -- kept by triggers, so that a list never counts
  signed_up integer not null default 0 check (signed_up >= 0),
  waiting integer not null default 0 check (waiting >= 0),
  confirmed_people integer not null default 0 check (confirmed_people >= 0),
  confirmed_minutes integer not null default 0 check (confirmed_minutes >= 0),
  check (signed_up <= capacity)
) strict;
create index activities_by_end on activities (ends_at, id);

create table sign_ups (
  activity text not null references activities (id),
  member text not null references members (id),
  state text not null check (state in ('confirmed', 'waiting', 'withdrawn')),
  -- order of arrival within the activity
  place_no integer not null,
  at integer not null,
  primary key (activity, member)
) strict, without rowid;
create index sign_ups_in_order on sign_ups (activity, place_no);
create index sign_ups_by_member on sign_ups (member, state);

create trigger sign_ups_count_new after insert on sign_ups begin
  update activities set signed_up = signed_up + (new.state = 'confirmed'), waiting = waiting + (new.state = 'waiting')
  where id = new.activity;
end;
create trigger sign_ups_count_change after update of state on sign_ups begin
  update activities set
    signed_up = signed_up + (new.state = 'confirmed') - (old.state = 'confirmed'),
    waiting = waiting + (new.state = 'waiting') - (old.state = 'waiting')
  where id = new.activity;
end;
create trigger sign_ups_stay before delete on sign_ups begin
  select raise(abort, 'a sign-up is withdrawn, not deleted');
end;

create table check_in_tries (
  activity text not null references activities (id),
  member text not null references members (id),
  wrong integer not null,
  primary key (activity, member)
) strict, without rowid;

create table services (
  id text primary key,
  activity text not null references activities (id),
  member text not null references members (id),
  state text not null check (state in ('open', 'finished', 'confirmed', 'rejected')),
  checked_in_at integer not null,
  checked_in_by text not null check (checked_in_by in ('code', 'list')),
  in_difference_millis integer not null,
  in_received_at integer not null,
  checked_out_at integer check (checked_out_at >= checked_in_at),
  checked_out_by text check (checked_out_by in ('code', 'list')),
  out_difference_millis integer,
  out_received_at integer,
  decided_by text references members (id),
  decided_at integer,
  reason text,
  minutes integer not null default 0 check (minutes between 0 and 1440),
  transfer text references transfers (id),
  unique (activity, member),
  check (state in ('open', 'rejected') or checked_out_at is not null),
  check ((state in ('open', 'finished')) = (decided_at is null)),
  check (state = 'confirmed' or minutes = 0)
) strict;
create index services_by_member on services (member, checked_in_at);
create index services_undecided on services (activity) where state in ('open', 'finished');
create index services_pending on services (member, checked_in_at) where state in ('open', 'finished');

create trigger services_go_forward before update of state on services
when old.state <> new.state and not (
  (old.state = 'open' and new.state in ('finished', 'rejected')) or
  (old.state = 'finished' and new.state in ('confirmed', 'rejected'))
) begin
  select raise(abort, 'a service record never goes back');
end;
-- `insert or replace` deletes the old row without asking any trigger: what exists is not inserted again.
create trigger services_once before insert on services
when exists (select 1 from services where id = new.id)
  or exists (select 1 from services where activity = new.activity and member = new.member) begin
  select raise(abort, 'a service record exists once');
end;
create trigger services_stay before delete on services begin
  select raise(abort, 'a service record is rejected, not deleted');
end;
-- Confirmed service by the calendar year in which it was given.
create table service_years (
  year integer primary key,
  minutes integer not null check (minutes >= 0),
  -- confirmed records: one person at one activity counts one
  services integer not null check (services >= 0)
) strict;

create trigger services_count_minutes after update of minutes on services begin
  update activities set
    confirmed_minutes = confirmed_minutes + new.minutes - old.minutes,
    confirmed_people = confirmed_people + (new.minutes > 0) - (old.minutes > 0)
  where id = new.activity;
  -- the year in China, eight hours ahead of UTC
  insert into service_years (year, minutes, services)
    values (cast(strftime('%Y', new.checked_in_at / 1000 + 28800, 'unixepoch') as integer), 0, 0)
    on conflict (year) do nothing;
  update service_years set
    minutes = minutes + new.minutes - old.minutes,
    services = services + (new.minutes > 0) - (old.minutes > 0)
  where year = cast(strftime('%Y', new.checked_in_at / 1000 + 28800, 'unixepoch') as integer);
end;

-- The ledger. A transfer is written; entries and balances follow from it by trigger, in the same moment.
create table accounts (
  id text primary key,
  unit text not null check (unit in ('service-minutes')),
  kind text not null check (kind in ('source', 'member')),
  owner text references members (id),
  -- null: may go below zero without bound
  floor integer,
  balance integer not null default 0,
  entries integer not null default 0,
  check ((kind = 'member') = (owner is not null)),
  check (floor is null or balance >= floor)
) strict;
create unique index accounts_by_owner on accounts (unit, kind, coalesce(owner, ''));

create table transfers (
  seq integer primary key,
  id text not null unique,
  unit text not null,
  debit text not null references accounts (id),
  credit text not null references accounts (id),
  amount integer not null check (amount between 1 and 9007199254740991),
  purpose text not null check (purpose in ('service', 'correction')),
  at integer not null,
  made_by text not null references members (id),
  corrects text references transfers (id),
  service text,
  reason text,
  check (debit <> credit),
  check ((purpose = 'correction') = (corrects is not null)),
  check (corrects is null or reason is not null)
) strict;
create index transfers_by_corrected on transfers (corrects) where corrects is not null;

create table entries (
  account text not null references accounts (id),
  seq integer not null,
  transfer integer not null references transfers (seq),
  amount integer not null check (amount <> 0),
  balance integer not null,
  primary key (account, seq)
) strict, without rowid;

create trigger transfers_once before insert on transfers
when exists (select 1 from transfers where seq = new.seq) or exists (select 1 from transfers where id = new.id) begin
  select raise(abort, 'a transfer is never changed');
end;
create trigger transfers_fit before insert on transfers begin
  select raise(abort, 'a transfer keeps to one unit')
  where exists (select 1 from accounts where id in (new.debit, new.credit) and unit <> new.unit);
  select raise(abort, 'overdrawn')
  where exists (select 1 from accounts where id = new.debit and floor is not null and balance - new.amount < floor);
  select raise(abort, 'a correction corrects an original between its own accounts')
  where new.corrects is not null and not exists (
    select 1 from transfers t where t.id = new.corrects and t.corrects is null
      and ((t.debit = new.debit and t.credit = new.credit) or (t.debit = new.credit and t.credit = new.debit))
  );
  select raise(abort, 'a correction takes back no more than there is')
  where new.corrects is not null and exists (
    select 1 from transfers t where t.id = new.corrects and t.credit = new.debit
      and t.amount - new.amount + coalesce((
        select sum(iif(c.debit = t.debit, c.amount, -c.amount)) from transfers c where c.corrects = t.id
      ), 0) < 0
  );
end;
create trigger transfers_post after insert on transfers begin
  insert into entries (account, seq, transfer, amount, balance)
    select id, entries + 1, new.seq, -new.amount, balance - new.amount from accounts where id = new.debit;
  insert into entries (account, seq, transfer, amount, balance)
    select id, entries + 1, new.seq, new.amount, balance + new.amount from accounts where id = new.credit;
end;
create trigger transfers_stay before update on transfers begin select raise(abort, 'a transfer is never changed'); end;
create trigger transfers_keep before delete on transfers begin select raise(abort, 'a transfer is never deleted'); end;

create trigger entries_follow before insert on entries begin
  select raise(abort, 'an entry follows from a transfer')
  where not exists (
    select 1 from transfers t join accounts a on a.id = new.account
    where t.seq = new.transfer and new.seq = a.entries + 1 and new.balance = a.balance + new.amount
      and ((t.debit = a.id and new.amount = -t.amount) or (t.credit = a.id and new.amount = t.amount))
      and not exists (select 1 from entries e where e.account = a.id and e.seq = a.entries and e.transfer = t.seq)
  );
end;
create trigger entries_balance after insert on entries begin
  update accounts set balance = new.balance, entries = new.seq where id = new.account;
end;
create trigger entries_stay before update on entries begin select raise(abort, 'an entry is never changed'); end;
create trigger entries_keep before delete on entries begin select raise(abort, 'an entry is never deleted'); end;

create trigger accounts_once before insert on accounts
when exists (select 1 from accounts where id = new.id) or exists (
  select 1 from accounts where unit = new.unit and kind = new.kind and coalesce(owner, '') = coalesce(new.owner, '')
) begin
  select raise(abort, 'an account exists once');
end;
create trigger accounts_start_empty before insert on accounts
when new.balance <> 0 or new.entries <> 0 begin
  select raise(abort, 'an account starts empty');
end;
create trigger accounts_follow before update on accounts
when old.id is not new.id or old.unit is not new.unit or old.kind is not new.kind or old.owner is not new.owner
  or old.floor is not new.floor or ((old.balance is not new.balance or old.entries is not new.entries) and not exists (
    select 1 from entries e
    where e.account = new.id and e.seq = new.entries and e.balance = new.balance and new.entries = old.entries + 1
  )) begin
  select raise(abort, 'a balance follows from its entries');
end;
create trigger accounts_keep before delete on accounts begin select raise(abort, 'an account is never deleted'); end;

create table notices (
  seq integer primary key,
  id text not null unique,
  member text not null references members (id),
  at integer not null,
  kind text not null,
  params text not null check (json_valid(params)),
  activity text references activities (id),
  read_at integer
) strict;
create index notices_by_member on notices (member, seq);
create index notices_unread on notices (member) where read_at is null;

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

-- Counts up with every change of a feature: the ETag of its public pages.
create table revisions (
  feature text primary key,
  revision integer not null
) strict, without rowid;
