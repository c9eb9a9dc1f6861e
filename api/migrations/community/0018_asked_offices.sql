-- What is asked of the street or township goes to its office: which kind it is, whose office was asked, when the question
-- had arrived, and on which way the answer came. An answer of the office was given by nobody of here, which the old table
-- did not allow, so it is written anew.

create table opinions_again (
  id text primary key,
  seq integer not null unique,
  case_id text not null references cases (id),
  "of" text not null check ("of" in ('adviser', 'township')),
  kind text check (kind in ('check', 'filing')),
  asked_at integer not null,
  asked_by text not null references members (id),
  due_at integer not null,
  -- null: nobody was told but by paper
  region text,
  received_at integer,
  verdict text check (verdict in ('agree', 'with-changes', 'object')),
  text text,
  given_at integer,
  given_by text references members (id),
  way text check (way in ('paper', 'office')),
  check ((given_at is null) = (verdict is null)),
  check (("of" = 'township') = (kind is not null)),
  check (("of" = 'township' and given_at is not null) = (way is not null)),
  check ((given_by is null) = (given_at is null or way is 'office'))
) strict;
insert into opinions_again (id, seq, case_id, "of", kind, asked_at, asked_by, due_at, verdict, text, given_at, given_by, way)
select id, seq, case_id, "of", iif("of" = 'township', 'check', null), asked_at, asked_by, due_at, verdict, text, given_at,
  given_by, iif("of" = 'township' and given_at is not null, 'paper', null)
from opinions;
drop table opinions;
alter table opinions_again rename to opinions;

create index opinions_by_case on opinions (case_id, seq);
create index opinions_by_giver on opinions (given_by) where given_by is not null;
-- One of a kind that waits is not asked for twice.
create unique index opinions_waiting on opinions (case_id, "of", coalesce(kind, '')) where given_at is null;
create trigger opinions_once before update on opinions when old.given_at is not null begin
  select raise(abort, 'an opinion that was given is never changed');
end;
create trigger opinions_stay before update on opinions
when old.id is not new.id or old.seq is not new.seq or old.case_id is not new.case_id or old."of" is not new."of"
  or old.kind is not new.kind or old.asked_at is not new.asked_at or old.asked_by is not new.asked_by
  or old.due_at is not new.due_at or (old.region is not null and old.region is not new.region) begin
  select raise(abort, 'what was asked is never changed');
end;
create trigger opinions_keep before delete on opinions begin select raise(abort, 'an opinion is never deleted'); end;

-- Messages to other objects say nothing that is not public: they lie in the clear and are tried until they are taken.
alter table outgoing add column letter integer not null default 0 check (letter in (0, 1));
