-- Ballots (表决): one question put to a meeting. Who may vote is read from the meeting's roll, presence and proxies.
--
-- Counts stand in the ballot's row and are kept by triggers, so that nothing is ever counted again; a closed row never
-- changes. Of a secret vote nothing is kept but what it says: `ballot_cast` has no time, no order and no person.

create table ballots (
  seq integer primary key,
  id text not null unique,
  meeting text not null references meetings (id),
  question text not null,
  method text not null check (method in ('open', 'hands', 'secret')),
  -- by which the result will be judged
  rule text not null,
  open_minutes integer not null check (open_minutes between 1 and 1440),
  status text not null default 'draft' check (status in ('draft', 'open', 'closed')),
  revision integer not null default 1,
  drafted_by text not null references members (id),
  drafted_at integer not null,
  opened_at integer,
  closes_at integer check (closes_at >= opened_at),
  closed_at integer check (closed_at >= opened_at),
  entitled_at_opening integer,
  present_at_opening integer,
  entitled_at_closing integer,
  present_at_closing integer,
  -- of a secret ballot, from opening on; the sealed seed of the key goes at closing
  public_key blob check (length(public_key) = 32),
  sealed_key blob,
  given integer not null default 0,
  handed_out integer not null default 0,
  -- by phone or by name
  votes_for integer not null default 0,
  votes_against integer not null default 0,
  votes_abstain integer not null default 0,
  -- hands or papers, from the moment two people have entered the same
  counted integer not null default 0 check (counted in (0, 1)),
  counted_for integer not null default 0,
  counted_against integer not null default 0,
  counted_abstain integer not null default 0,
  counted_invalid integer not null default 0,
  -- wrong tokens of the last minute that had any; the minute says nothing of a vote, because none came of it
  wrong_minute integer not null default 0,
  wrong_count integer not null default 0 check (wrong_count >= 0),
  check ((status = 'draft') = (opened_at is null)),
  check ((status = 'closed') = (closed_at is not null)),
  check (status <> 'closed' or sealed_key is null),
  check ((public_key is not null) = (method = 'secret' and status <> 'draft')),
  check (method <> 'secret' or votes_for + votes_against + votes_abstain <= given),
  check (method <> 'secret' or counted_for + counted_against + counted_abstain + counted_invalid <= handed_out)
) strict;
create index ballots_by_meeting on ballots (meeting, seq);

create trigger ballots_go_forward before update of status on ballots
when old.status <> new.status and not (
  (old.status = 'draft' and new.status = 'open') or (old.status = 'open' and new.status = 'closed')
) begin
  select raise(abort, 'a ballot never goes back');
end;
create trigger ballots_ask_one_thing before update of id, meeting, question, method, rule, open_minutes, closes_at, public_key on ballots
when old.status <> 'draft' begin
  select raise(abort, 'what is asked does not change once it is open');
end;
create trigger ballots_are_final before update on ballots when old.status = 'closed' begin
  select raise(abort, 'a closed ballot does not change');
end;
create trigger ballots_stay before delete on ballots when old.status <> 'draft' begin
  select raise(abort, 'what was put to the vote is not deleted');
end;

-- Who voted how, by name. The voter is a line of the roll: a member, or a household.
create table ballot_votes (
  ballot text not null references ballots (id),
  voter text not null,
  choice text not null check (choice in ('for', 'against', 'abstain')),
  by text not null references members (id),
  how text not null check (how in ('own', 'proxy')),
  primary key (ballot, voter)
) strict, without rowid;
create trigger ballot_votes_while_open before insert on ballot_votes
when not exists (
  select 1 from ballots b join meeting_roll r on r.meeting = b.meeting and r.voter = new.voter
  where b.id = new.ballot and b.status = 'open' and b.method = 'open' and r.struck_at is null
) or exists (select 1 from ballot_votes where ballot = new.ballot and voter = new.voter) begin
  select raise(abort, 'no vote may be given here');
end;
create trigger ballot_votes_count after insert on ballot_votes begin
  update ballots set
    votes_for = votes_for + (new.choice = 'for'),
    votes_against = votes_against + (new.choice = 'against'),
    votes_abstain = votes_abstain + (new.choice = 'abstain')
  where id = new.ballot;
end;
create trigger ballot_votes_do_not_change before update on ballot_votes begin
  select raise(abort, 'a vote does not change');
end;
create trigger ballot_votes_stay before delete on ballot_votes begin
  select raise(abort, 'a vote does not change');
end;

-- That a token was given for a voice. Of the token, nothing: `blinded` is the hash of what the phone sent, and a blinded
-- element fits every input equally well. By it the phone whose answer was lost is known again.
create table ballot_tokens (
  ballot text not null references ballots (id),
  voter text not null,
  blinded blob not null check (length(blinded) = 32),
  at integer not null,
  by text not null references members (id),
  primary key (ballot, voter)
) strict, without rowid;
-- That a paper was handed out for a voice.
create table ballot_paper (
  ballot text not null references ballots (id),
  voter text not null,
  at integer not null,
  by text not null references members (id),
  primary key (ballot, voter)
) strict, without rowid;

create trigger ballot_tokens_once before insert on ballot_tokens
when not exists (
  select 1 from ballots b join meeting_roll r on r.meeting = b.meeting and r.voter = new.voter
  where b.id = new.ballot and b.status = 'open' and b.method = 'secret' and r.struck_at is null
) or exists (select 1 from ballot_tokens where ballot = new.ballot and voter = new.voter)
  or exists (select 1 from ballot_paper where ballot = new.ballot and voter = new.voter) begin
  select raise(abort, 'no token may be given here');
end;
create trigger ballot_tokens_count after insert on ballot_tokens begin
  update ballots set given = given + 1 where id = new.ballot;
end;
create trigger ballot_tokens_do_not_change before update on ballot_tokens begin
  select raise(abort, 'a token was given');
end;
create trigger ballot_tokens_stay before delete on ballot_tokens begin
  select raise(abort, 'a token was given');
end;
create trigger ballot_paper_once before insert on ballot_paper
when not exists (
  select 1 from ballots b join meeting_roll r on r.meeting = b.meeting and r.voter = new.voter
  where b.id = new.ballot and b.status = 'open' and b.method = 'secret' and b.counted = 0 and r.struck_at is null
) or exists (select 1 from ballot_tokens where ballot = new.ballot and voter = new.voter)
  or exists (select 1 from ballot_paper where ballot = new.ballot and voter = new.voter) begin
  select raise(abort, 'no paper may be handed out here');
end;
create trigger ballot_paper_count after insert on ballot_paper begin
  update ballots set handed_out = handed_out + 1 where id = new.ballot;
end;
create trigger ballot_paper_does_not_change before update on ballot_paper begin
  select raise(abort, 'a paper was handed out');
end;
create trigger ballot_paper_stays before delete on ballot_paper begin
  select raise(abort, 'a paper was handed out');
end;

-- Secret votes, in the order of their receipts and no other.
create table ballot_cast (
  ballot text not null references ballots (id),
  receipt blob not null check (length(receipt) = 32),
  choice text not null check (choice in ('for', 'against', 'abstain')),
  primary key (ballot, receipt)
) strict, without rowid;
create trigger ballot_cast_while_open before insert on ballot_cast
when not exists (select 1 from ballots where id = new.ballot and status = 'open' and method = 'secret')
  or exists (select 1 from ballot_cast where ballot = new.ballot and receipt = new.receipt) begin
  select raise(abort, 'no vote may be cast here');
end;
create trigger ballot_cast_count after insert on ballot_cast begin
  update ballots set
    votes_for = votes_for + (new.choice = 'for'),
    votes_against = votes_against + (new.choice = 'against'),
    votes_abstain = votes_abstain + (new.choice = 'abstain')
  where id = new.ballot;
end;
create trigger ballot_cast_does_not_change before update on ballot_cast begin
  select raise(abort, 'a vote does not change');
end;
create trigger ballot_cast_stays before delete on ballot_cast begin
  select raise(abort, 'a vote does not change');
end;

-- Counts of hands or papers by two people. The second is written only when it is the same as the first.
create table ballot_counts (
  ballot text not null references ballots (id),
  hand text not null check (hand in ('first', 'second')),
  votes_for integer not null check (votes_for >= 0),
  votes_against integer not null check (votes_against >= 0),
  votes_abstain integer not null check (votes_abstain >= 0),
  votes_invalid integer not null check (votes_invalid >= 0),
  at integer not null,
  by text not null references members (id),
  primary key (ballot, hand)
) strict, without rowid;
create trigger ballot_counts_agree before insert on ballot_counts
when (new.hand = 'second' and not exists (
  select 1 from ballot_counts c where c.ballot = new.ballot and c.hand = 'first' and c.by <> new.by
    and c.votes_for = new.votes_for and c.votes_against = new.votes_against and c.votes_abstain = new.votes_abstain
    and c.votes_invalid = new.votes_invalid
)) or not exists (select 1 from ballots where id = new.ballot and status = 'open' and method <> 'open' and counted = 0) begin
  select raise(abort, 'no count may be entered here');
end;
create trigger ballot_counts_stand after insert on ballot_counts when new.hand = 'second' begin
  update ballots set counted = 1, counted_for = new.votes_for, counted_against = new.votes_against,
    counted_abstain = new.votes_abstain, counted_invalid = new.votes_invalid
  where id = new.ballot;
end;
create trigger ballot_counts_do_not_change before update on ballot_counts begin
  select raise(abort, 'a count is entered anew, not changed');
end;
create trigger ballot_counts_stay before delete on ballot_counts
when exists (select 1 from ballots where id = old.ballot and (counted = 1 or status <> 'open')) begin
  select raise(abort, 'a count that two people entered stands');
end;
