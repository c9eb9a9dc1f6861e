-- Meetings of every form: what was announced, the frozen roll, who came, proxies, guests, minutes.
--
-- Never more people are present than are entitled, and nobody who was struck is present: the counts stand in the
-- meeting, kept by triggers, under a check.

create table meetings (
  id text primary key,
  seq integer not null unique,
  form text not null check (form in (
    'branch-committee-meeting', 'joint-meeting', 'party-members-meeting', 'residents-assembly', 'household-assembly',
    'representatives-meeting', 'talk', 'open-talk', 'hearing', 'forum', 'community-forum', 'appraisal'
  )),
  electorate text not null check (electorate in (
    'branch-committee', 'joint-committees', 'party-members', 'representatives', 'adults', 'households', 'supervisors', 'none'
  )),
  -- what it is about
  matter text,
  case_id text,
  step text,
  title text not null,
  -- a list of {title, minutes}
  agenda text not null check (json_valid(agenda)),
  -- a list of hashes of files
  materials text not null default '[]' check (json_valid(materials)),
  place text not null,
  -- places for listeners; 0: no bound is named
  seats integer not null default 0 check (seats >= 0),
  starts_at integer not null,
  -- days of notice that the rule asked for when it was announced
  notice_days integer not null check (notice_days >= 0),
  status text not null check (status in ('announced', 'open', 'closed', 'cancelled')),
  announced_at integer not null,
  opened_at integer,
  closed_at integer,
  cancelled_reason text,
  -- empty while the roll is being written, in the transaction of the announcement only
  roll_hash text not null check (length(roll_hash) in (0, 64)),
  roll_count integer not null check (roll_count >= 0),
  struck_count integer not null default 0 check (struck_count between 0 and roll_count),
  present_count integer not null default 0 check (present_count between 0 and roll_count - struck_count),
  proxy_count integer not null default 0 check (proxy_count between 0 and present_count),
  -- who came without standing on a roll, counted by heads
  visitors integer not null default 0 check (visitors >= 0),
  chair text not null references members (id),
  teller text references members (id) check (teller is not chair),
  recorder text references members (id),
  convened_by text not null references members (id),
  rules_version text not null,
  -- the version of the minutes that chair and teller have signed
  minutes_version integer,
  check ((status in ('open', 'closed')) = (opened_at is not null)),
  check ((status = 'closed') = (closed_at is not null)),
  check ((status = 'cancelled') = (cancelled_reason is not null))
) strict;
create index meetings_current on meetings (starts_at, id) where status in ('announced', 'open');
create index meetings_over on meetings (starts_at, id) where status in ('closed', 'cancelled');
create index meetings_by_matter on meetings (matter) where matter is not null;
create index meetings_by_case on meetings (case_id, step) where case_id is not null;

create trigger meetings_once before insert on meetings
when exists (select 1 from meetings where id = new.id or seq = new.seq) begin
  select raise(abort, 'a meeting exists once');
end;
create trigger meetings_go_forward before update of status on meetings
when old.status <> new.status and not (
  (old.status = 'announced' and new.status in ('open', 'cancelled')) or (old.status = 'open' and new.status = 'closed')
) begin
  select raise(abort, 'a meeting never goes back');
end;
-- What was announced is not rewritten; a meeting only moves to a later time.
create trigger meetings_stand before update on meetings
when old.id is not new.id or old.seq is not new.seq or old.form is not new.form or old.electorate is not new.electorate
  or old.title is not new.title or old.agenda is not new.agenda or old.announced_at is not new.announced_at
  or old.convened_by is not new.convened_by or old.notice_days is not new.notice_days or new.starts_at < old.starts_at
  or (old.roll_hash <> '' and (old.roll_hash is not new.roll_hash or old.roll_count is not new.roll_count)) begin
  select raise(abort, 'what was announced stands');
end;
create trigger meetings_rest before update on meetings
when old.status in ('closed', 'cancelled') and (
  old.starts_at is not new.starts_at or old.place is not new.place or old.chair is not new.chair
  or old.teller is not new.teller or old.present_count is not new.present_count
  or old.struck_count is not new.struck_count or old.proxy_count is not new.proxy_count
  or old.visitors is not new.visitors or old.closed_at is not new.closed_at
  or (old.minutes_version is not null and old.minutes_version is not new.minutes_version)
) begin
  select raise(abort, 'a meeting that is over is not changed');
end;
create trigger meetings_keep before delete on meetings begin
  select raise(abort, 'a meeting is cancelled, not deleted');
end;

-- Who was entitled when it was announced. A voter is a member; where households vote, a household.
create table meeting_roll (
  meeting text not null references meetings (id),
  voter text not null,
  household text not null references households (id),
  -- the seat by which somebody is entitled; null where none is needed
  post text,
  woman integer not null check (woman in (0, 1)),
  struck_at integer,
  struck_cause text check (struck_cause in ('seat-ended', 'moved', 'died', 'mistake')),
  primary key (meeting, voter),
  check ((struck_at is null) = (struck_cause is null))
) strict, without rowid;
create index meeting_roll_by_household on meeting_roll (meeting, household);
create index meeting_roll_by_voter on meeting_roll (voter, meeting);

create trigger meeting_roll_frozen before insert on meeting_roll
when (select roll_hash from meetings where id = new.meeting) <> '' begin
  select raise(abort, 'nobody is added to a frozen roll');
end;
create trigger meeting_roll_strike before update on meeting_roll
when old.meeting is not new.meeting or old.voter is not new.voter or old.household is not new.household
  or old.post is not new.post or old.woman is not new.woman or old.struck_at is not null or new.struck_at is null
  or (select status from meetings where id = old.meeting) not in ('announced', 'open') begin
  select raise(abort, 'a voter is struck once, before the meeting is over');
end;
create trigger meeting_roll_keep before delete on meeting_roll begin
  select raise(abort, 'a voter is struck, not deleted');
end;

-- Who is there. For a household the voter is the household.
create table meeting_presence (
  meeting text not null references meetings (id),
  voter text not null,
  how text not null check (how in ('code', 'list', 'assisted', 'proxy')),
  at integer not null,
  -- who is in the room for the voter: the voter, who speaks for the household, who holds the proxy
  by text not null references members (id),
  -- who entered it, when that was somebody else: who kept the list, who helped
  entered_by text references members (id),
  primary key (meeting, voter)
) strict, without rowid;
create index meeting_presence_by_person on meeting_presence (by, meeting);

create trigger meeting_presence_fits before insert on meeting_presence
when exists (select 1 from meeting_presence where meeting = new.meeting and voter = new.voter) or not exists (
  select 1 from meetings m join meeting_roll r on r.meeting = m.id
  where m.id = new.meeting and m.status = 'open' and r.voter = new.voter and r.struck_at is null
) begin
  select raise(abort, 'present is who is on the roll of an open meeting, once');
end;
-- Only a principal who comes takes the place of the own proxy.
create trigger meeting_presence_stays before update on meeting_presence
when old.meeting is not new.meeting or old.voter is not new.voter or old.how <> 'proxy' or new.how = 'proxy'
  or (select status from meetings where id = old.meeting) <> 'open' begin
  select raise(abort, 'who was present stays so');
end;
-- A presence goes only with whoever was struck: the voter, or who stood for the voter.
create trigger meeting_presence_keep before delete on meeting_presence
when (select status from meetings where id = old.meeting) <> 'open' or not exists (
  select 1 from meeting_roll
  where meeting = old.meeting and voter in (old.voter, old.by) and struck_at is not null
) begin
  select raise(abort, 'who was present stays so');
end;
create trigger meeting_presence_count after insert on meeting_presence begin
  update meetings set present_count = present_count + 1, proxy_count = proxy_count + (new.how = 'proxy')
  where id = new.meeting;
end;
create trigger meeting_presence_recount after update of how on meeting_presence begin
  update meetings set proxy_count = proxy_count + (new.how = 'proxy') - (old.how = 'proxy') where id = new.meeting;
end;
create trigger meeting_presence_uncount after delete on meeting_presence begin
  update meetings set present_count = present_count - 1, proxy_count = proxy_count - (old.how = 'proxy')
  where id = old.meeting;
end;

-- Written mandates. The list is public.
create table meeting_proxies (
  meeting text not null references meetings (id),
  principal text not null references members (id),
  proxy text not null references members (id),
  kinship text not null check (kinship in ('spouse', 'child', 'parent', 'sibling', 'grandchild', 'grandparent')),
  -- the hash of the written mandate's file, or where the paper lies
  paper text,
  at integer not null,
  by text not null references members (id),
  ended_at integer,
  ended_cause text check (ended_cause in ('withdrawn', 'present', 'struck')),
  primary key (meeting, principal),
  check (principal <> proxy),
  check ((ended_at is null) = (ended_cause is null))
) strict, without rowid;
create index meeting_proxies_by_holder on meeting_proxies (meeting, proxy) where ended_at is null;

create trigger meeting_proxies_fit before insert on meeting_proxies
when not exists (
  select 1 from meetings m
    join meeting_roll p on p.meeting = m.id and p.voter = new.principal and p.struck_at is null
    join meeting_roll h on h.meeting = m.id and h.voter = new.proxy and h.struck_at is null
  where m.id = new.meeting and m.status = 'announced'
) begin
  select raise(abort, 'a mandate is given before the meeting, between two who are entitled');
end;
create trigger meeting_proxies_keep before delete on meeting_proxies begin
  select raise(abort, 'a mandate is ended, not deleted');
end;
create trigger meeting_proxies_lapse after update of how on meeting_presence
when old.how = 'proxy' and new.how <> 'proxy' begin
  update meeting_proxies set ended_at = new.at, ended_cause = 'present'
  where meeting = new.meeting and principal = new.voter and ended_at is null;
end;

-- Whoever is struck is no longer there, and neither is anybody for whom only the struck one stood.
create trigger meeting_roll_struck_goes after update of struck_at on meeting_roll begin
  update meeting_proxies set ended_at = new.struck_at, ended_cause = 'struck'
  where meeting = new.meeting and ended_at is null and (principal = new.voter or proxy = new.voter);
  delete from meeting_presence where meeting = new.meeting and how = 'proxy' and by = new.voter;
  delete from meeting_presence where meeting = new.meeting and voter = new.voter;
  update meetings set struck_count = struck_count + 1 where id = new.meeting;
end;

-- Who is invited and may speak, and has no vote (列席): an organisation's or a person's name.
create table meeting_guests (
  meeting text not null references meetings (id),
  no integer not null,
  name text not null,
  capacity text not null check (capacity in (
    'higher-level', 'legal-adviser', 'expert', 'property-company', 'owners-committee', 'resident-unit', 'organisation',
    'interested-resident', 'supervisor', 'observer'
  )),
  at integer not null,
  by text not null references members (id),
  primary key (meeting, no)
) strict, without rowid;

-- Every version is kept; the last one is signed by two people.
create table meeting_minutes (
  meeting text not null references meetings (id),
  version integer not null check (version >= 1),
  -- a list of {title, text}, one for each item of the agenda, and one for what came besides
  sections text not null check (json_valid(sections)),
  hash text not null check (length(hash) = 64),
  at integer not null,
  by text not null references members (id),
  chair_signed_at integer,
  teller_signed_at integer,
  primary key (meeting, version)
) strict, without rowid;

create trigger meeting_minutes_follow before insert on meeting_minutes
when new.version <> coalesce((select max(version) from meeting_minutes where meeting = new.meeting), 0) + 1
  or (select minutes_version from meetings where id = new.meeting) is not null
  or (select status from meetings where id = new.meeting) not in ('open', 'closed') begin
  select raise(abort, 'minutes are written while a meeting is open or after, until they are adopted');
end;
create trigger meeting_minutes_stay before update on meeting_minutes
when old.sections is not new.sections or old.hash is not new.hash or old.at is not new.at or old.by is not new.by
  or old.meeting is not new.meeting or old.version is not new.version
  or (old.chair_signed_at is not null and old.chair_signed_at is not new.chair_signed_at)
  or (old.teller_signed_at is not null and old.teller_signed_at is not new.teller_signed_at) begin
  select raise(abort, 'minutes are signed, not rewritten');
end;
create trigger meeting_minutes_keep before delete on meeting_minutes begin
  select raise(abort, 'every version of the minutes is kept');
end;
-- Minutes of a meeting to which nobody came are nobody's.
create trigger meeting_minutes_adopted before update of minutes_version on meetings
when new.minutes_version is not null and (
  new.status <> 'closed' or new.present_count + new.visitors = 0 or not exists (
    select 1 from meeting_minutes where meeting = new.id and version = new.minutes_version
      and chair_signed_at is not null and teller_signed_at is not null
  )
) begin
  select raise(abort, 'minutes are adopted by two people, after the meeting, with who came');
end;

-- Wrong codes of one member at one meeting.
create table meeting_tries (
  meeting text not null references meetings (id),
  member text not null references members (id),
  wrong integer not null,
  primary key (meeting, member)
) strict, without rowid;
