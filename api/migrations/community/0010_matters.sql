-- Deliberation (议事协商): catalogue, proposals with their co-signers and pre-reviews, versions of their texts, what was
-- said, moderation, and what came of it. Nothing said is deleted; a discussion ends by its moment and by no update.

create table catalogue (
  position integer primary key,
  code text not null unique,
  title_zh text not null,
  title_en text not null,
  flags text not null,
  cosigners integer not null check (cosigners >= 0),
  source text not null,
  article text,
  verified integer not null check (verified in (0, 1)),
  by_law integer not null check (by_law in (0, 1))
) strict;

create table matter_settings (
  one integer primary key check (one = 1),
  moderation text not null check (moderation in ('post', 'pre')),
  catalogue_since integer
) strict;
insert into matter_settings (one, moderation) values (1, 'post');

create table matters (
  seq integer primary key,
  id text not null unique,
  title text not null,
  item text not null,
  proposer text not null references members (id),
  shown text not null check (shown in ('named', 'anonymous')),
  -- `discussing` is over when its moment has come, whether or not this says so already.
  stage text not null check (stage in (
    'collecting', 'pre-review', 'returned', 'routed', 'withdrawn', 'discussing', 'discussed', 'deciding', 'done'
  )),
  proposed_at integer not null,
  handed_in_at integer,
  cosigners integer not null,
  cosigned integer not null default 0,
  version integer not null default 1,
  until_at integer,
  posts_for integer not null default 0,
  posts_against integer not null default 0,
  posts_neutral integer not null default 0,
  case_id text,
  check (stage <> 'pre-review' or handed_in_at is not null),
  check (stage not in ('discussing', 'discussed', 'deciding', 'done') or until_at is not null)
) strict;
create index matters_by_stage on matters (stage, seq);
create index matters_by_proposer on matters (proposer, proposed_at);
create index matters_open on matters (proposer) where stage in ('collecting', 'pre-review');
create index matters_discussing on matters (until_at) where stage = 'discussing';

-- Nobody closes a discussion early, and nobody puts its end off.
create trigger matters_end_by_their_moment before update of until_at on matters
when old.until_at is not null and new.until_at is not old.until_at begin
  select raise(abort, 'a discussion ends by its moment');
end;
create trigger matters_done_stay_done before update of stage on matters
when old.stage in ('done', 'withdrawn', 'routed') and new.stage <> old.stage begin
  select raise(abort, 'a closed matter stays closed');
end;

create table matter_versions (
  matter text not null references matters (id),
  number integer not null,
  at integer not null,
  by text not null check (by in ('proposer', 'committee')),
  author text not null references members (id),
  title text not null,
  text text not null,
  summary text not null,
  primary key (matter, number)
) strict, without rowid;
create trigger matter_versions_stay before update on matter_versions begin
  select raise(abort, 'a version stays as it was');
end;
create trigger matter_versions_are_kept before delete on matter_versions begin
  select raise(abort, 'a version is kept');
end;

create table cosigns (
  matter text not null references matters (id),
  member text not null references members (id),
  -- What was signed.
  version integer not null,
  at integer not null,
  primary key (matter, member)
) strict, without rowid;
create index cosigns_by_member on cosigns (member);
create trigger cosigns_are_counted after insert on cosigns begin
  update matters set cosigned = cosigned + 1 where id = new.matter;
end;

create table pre_reviews (
  seq integer primary key,
  matter text not null references matters (id),
  at integer not null,
  verdict text not null check (verdict in ('accept', 'return', 'route')),
  reason text not null,
  destination text,
  office text not null check (office in ('committee', 'party-committee')),
  by text not null references members (id),
  late integer not null check (late in (0, 1)),
  check (verdict <> 'route' or destination is not null)
) strict;
create index pre_reviews_by_matter on pre_reviews (matter, seq);

create table matter_summaries (
  matter text primary key references matters (id),
  at integer not null,
  text text not null,
  by text not null references members (id)
) strict, without rowid;

create table outcomes (
  matter text primary key references matters (id),
  at integer not null,
  outcome text not null check (outcome in ('adopted', 'partly', 'not')),
  reason text not null,
  by text not null references members (id)
) strict, without rowid;
create trigger outcomes_stay before update on outcomes begin
  select raise(abort, 'an answer stays as it was given');
end;

create table matter_events (
  seq integer primary key,
  matter text not null references matters (id),
  at integer not null,
  event text not null,
  by text not null
) strict;
create index matter_events_by_matter on matter_events (matter, seq);

create table posts (
  seq integer primary key,
  id text not null unique,
  matter text not null references matters (id),
  parent text references posts (id),
  author text not null references members (id),
  side text not null check (side in ('for', 'against', 'neutral')),
  version integer not null,
  text text not null,
  at integer not null,
  rewritten_at integer,
  -- Nobody but the author reads it before.
  released_at integer,
  withdrawn_at integer,
  replies integer not null default 0,
  foreign key (matter, version) references matter_versions (matter, number)
) strict;
create index posts_by_matter on posts (matter, seq) where parent is null;
create index posts_by_side on posts (matter, side, seq) where parent is null;
create index posts_by_parent on posts (parent, seq) where parent is not null;
create index posts_by_author on posts (author, at);
create index posts_waiting on posts (seq) where released_at is null and withdrawn_at is null;

create trigger posts_are_two_deep before insert on posts
when new.parent is not null and not exists (
  select 1 from posts where id = new.parent and parent is null and matter = new.matter
) begin
  select raise(abort, 'an answer answers a post of the same matter');
end;
create trigger posts_in_time before insert on posts
when not exists (select 1 from matters where id = new.matter and stage = 'discussing' and until_at > new.at) begin
  select raise(abort, 'nothing is said after the end');
end;
create trigger posts_keep_what_stood_there before update of text on posts begin
  insert into post_texts (post, number, text, until_at)
  select old.id, 1 + count(*), old.text, new.rewritten_at from post_texts where post = old.id;
end;
create trigger posts_are_kept before delete on posts begin
  select raise(abort, 'a post is kept');
end;
create trigger posts_answered after insert on posts when new.parent is not null begin
  update posts set replies = replies + 1 where id = new.parent;
end;
-- Counted: released and not withdrawn.
create trigger posts_counted after insert on posts when new.released_at is not null begin
  update matters set
    posts_for = posts_for + (new.side = 'for'),
    posts_against = posts_against + (new.side = 'against'),
    posts_neutral = posts_neutral + (new.side = 'neutral')
  where id = new.matter;
end;
create trigger posts_counted_anew after update of released_at, withdrawn_at on posts
when (old.released_at is not null and old.withdrawn_at is null) <> (new.released_at is not null and new.withdrawn_at is null)
begin
  update matters set
    posts_for = posts_for + (new.side = 'for') * iif(new.withdrawn_at is null, 1, -1),
    posts_against = posts_against + (new.side = 'against') * iif(new.withdrawn_at is null, 1, -1),
    posts_neutral = posts_neutral + (new.side = 'neutral') * iif(new.withdrawn_at is null, 1, -1)
  where id = new.matter;
end;

-- What stood in a post before its author mended it.
create table post_texts (
  post text not null references posts (id),
  number integer not null,
  text text not null,
  until_at integer not null,
  primary key (post, number)
) strict, without rowid;

create table post_reports (
  post text not null references posts (id),
  member text not null references members (id),
  rule text not null,
  at integer not null,
  closed_at integer,
  primary key (post, member)
) strict, without rowid;
create index post_reports_open on post_reports (at, post) where closed_at is null;

create table moderations (
  seq integer primary key,
  post text not null references posts (id),
  rule text not null,
  reason text not null,
  office text not null check (office = 'committee'),
  by text not null references members (id),
  at integer not null,
  -- Null: without an end.
  until_at integer check (until_at > at),
  ended_at integer,
  appealed_at integer,
  appeal text,
  decided_at integer,
  decided_by text references members (id),
  outcome text check (outcome in ('upheld', 'dismissed')),
  answer text,
  check ((appealed_at is null) = (appeal is null)),
  check ((decided_at is null) = (outcome is null) and (decided_at is null or appealed_at is not null)),
  -- Whoever hid it does not decide the appeal.
  check (decided_by is null or decided_by <> by)
) strict;
create index moderations_by_post on moderations (post, seq);
create index moderations_appealed on moderations (appealed_at) where appealed_at is not null and decided_at is null;
create trigger moderations_appealed_once before update of appealed_at on moderations
when old.appealed_at is not null begin
  select raise(abort, 'one appeal');
end;
create trigger moderations_decided_once before update of decided_at on moderations
when old.decided_at is not null begin
  select raise(abort, 'one decision');
end;
