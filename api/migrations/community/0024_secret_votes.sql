-- A secret ballot stays secret from whoever holds the file.
--
-- SQLite keeps the pointers of a page sorted, but writes each cell below the one before: where a vote lies in its page
-- says when it was cast. So while a ballot is open its votes lie in an urn, whose cells never move and are overwritten
-- in place, and come into `ballot_cast` at closing, all at once and in the order of their receipts. What earlier
-- versions left is written anew here, and the pages that held it are filled with zeros.

-- What will fill those pages takes its own before any other is given up, so that no old bytes stay beside its cells. A row
-- will fill 256 pages to the last byte: the newest 1,017 may lie among those of the past; the rest is what these tables
-- can have had. Nothing where no ballot was secret.
create table ballot_pages (n integer primary key, zeros blob not null) strict;
insert into ballot_pages (n, zeros)
with recursive
  held (count) as (select (select count(*) from ballot_cast) + (select count(*) from ballot_tokens)),
  fill (n, last) as (
    select 1, 5 + count / 1000 from held where count > 0 union all select n + 1, last from fill where n < last
  )
select n, zeroblob(500) from fill;

-- How many votes lie in the urn. For whom they are stands in no row before the ballot is closed.
alter table ballots add column cast_count integer not null default 0 check (cast_count >= 0);
create trigger ballots_cast_what_was_given
before update of cast_count, votes_for, votes_against, votes_abstain on ballots
when old.method = 'secret' and new.cast_count + new.votes_for + new.votes_against + new.votes_abstain > new.given begin
  select raise(abort, 'more votes than tokens');
end;

-- Sheets of sixty-four places, each a receipt and a byte for the choice, sealed as a whole (28 bytes more); a sheet whose
-- last 28 bytes are zero is not sealed. A sheet is lent to one ballot after the other and is never deleted, because a
-- deletion would move others; all columns keep their length, so that every change overwrites the cell where it is.
create table ballot_urn (
  sheet integer primary key,
  -- the ballot that has it; zeros while none has
  ballot text not null check (length(ballot) = 26),
  votes blob not null check (length(votes) = 2140)
) strict;
create index ballot_urn_by_ballot on ballot_urn (ballot);
-- With two sheets the root of the table is no leaf: cells do not move when more come.
insert into ballot_urn (sheet, ballot, votes) values
  (1, '00000000000000000000000000', zeroblob(2140)), (2, '00000000000000000000000000', zeroblob(2140));

-- The votes of ballots that are open at this moment, as the urn would have them; what finds no place stays where it is.
create table ballot_moved (ballot text not null, receipt blob not null, primary key (ballot, receipt)) strict, without rowid;
insert into ballot_moved (ballot, receipt)
with
  opened as (
    select b.id as ballot, max(1, (m.roll_count - m.struck_count + 15) / 16) as sheets
    from ballots b join meetings m on m.id = b.meeting where b.method = 'secret' and b.status = 'open'
  ),
  homes as (
    select c.ballot, c.receipt, (
      4096 * (instr('123456789ABCDEF', substr(hex(c.receipt), 1, 1))) + 256 * (instr('123456789ABCDEF', substr(hex(c.receipt), 2, 1)))
      + 16 * (instr('123456789ABCDEF', substr(hex(c.receipt), 3, 1))) + instr('123456789ABCDEF', substr(hex(c.receipt), 4, 1))
    ) % o.sheets as home
    from ballot_cast c join opened o on o.ballot = c.ballot
  ),
  places as (
    select ballot, receipt, row_number() over (partition by ballot, home order by receipt) as place from homes
  )
select ballot, receipt from places where place <= 64;

insert into ballot_urn (sheet, ballot, votes)
with recursive
  opened as (
    select b.id as ballot, max(1, (m.roll_count - m.struck_count + 15) / 16) as sheets
    from ballots b join meetings m on m.id = b.meeting where b.method = 'secret' and b.status = 'open'
  ),
  sheets (ballot, sheets, sheet) as (
    select ballot, sheets, 0 from opened union all select ballot, sheets, sheet + 1 from sheets where sheet + 1 < sheets
  ),
  homes as (
    select c.ballot, hex(c.receipt) || iif(c.choice = 'for', '01', iif(c.choice = 'against', '02', '03')) as vote, (
      4096 * (instr('123456789ABCDEF', substr(hex(c.receipt), 1, 1))) + 256 * (instr('123456789ABCDEF', substr(hex(c.receipt), 2, 1)))
      + 16 * (instr('123456789ABCDEF', substr(hex(c.receipt), 3, 1))) + instr('123456789ABCDEF', substr(hex(c.receipt), 4, 1))
    ) % o.sheets as home
    from ballot_moved v join ballot_cast c on c.ballot = v.ballot and c.receipt = v.receipt join opened o on o.ballot = c.ballot
  ),
  filled as (select ballot, home, group_concat(vote, '') as votes from homes group by ballot, home)
select 2 + row_number() over (order by s.ballot, s.sheet), s.ballot,
  unhex(substr(coalesce(f.votes, '') || hex(zeroblob(2140)), 1, 4280))
from sheets s left join filled f on f.ballot = s.ballot and f.home = s.sheet;

update ballots set (votes_for, votes_against, votes_abstain, cast_count) = (
  select count(*) filter (where v.ballot is null and c.choice = 'for'),
    count(*) filter (where v.ballot is null and c.choice = 'against'),
    count(*) filter (where v.ballot is null and c.choice = 'abstain'), count(v.ballot)
  from ballot_cast c left join ballot_moved v on v.ballot = c.ballot and v.receipt = c.receipt
  where c.ballot = ballots.id
) where id in (select ballot from ballot_moved);

-- Votes in the order of their receipts, tokens in the order of their voters and with no moment but that of the opening:
-- held elsewhere for as long as the tables are made anew.
create table ballot_cast_held (
  ballot text not null, receipt blob not null, choice text not null, primary key (ballot, receipt)
) strict, without rowid;
insert into ballot_cast_held (ballot, receipt, choice)
  select ballot, receipt, choice from ballot_cast c
  where not exists (select 1 from ballot_moved v where v.ballot = c.ballot and v.receipt = c.receipt)
  order by ballot, receipt;
create table ballot_tokens_held (
  ballot text not null, voter text not null, blinded blob not null, at integer not null, by text not null,
  primary key (ballot, voter)
) strict, without rowid;
insert into ballot_tokens_held (ballot, voter, blinded, at, by)
  select t.ballot, t.voter, t.blinded, coalesce(b.opened_at, t.at), t.by
  from ballot_tokens t join ballots b on b.id = t.ballot order by t.ballot, t.voter;
drop table ballot_moved;
drop table ballot_cast;
drop table ballot_tokens;

create table ballot_cast (
  ballot text not null references ballots (id),
  receipt blob not null check (length(receipt) = 32),
  choice text not null check (choice in ('for', 'against', 'abstain')),
  primary key (ballot, receipt)
) strict, without rowid;
create table ballot_tokens (
  ballot text not null references ballots (id),
  voter text not null,
  blinded blob not null check (length(blinded) = 32),
  -- when the ballot was opened: when the token was given is written nowhere
  at integer not null,
  by text not null references members (id),
  primary key (ballot, voter)
) strict, without rowid;
insert into ballot_cast (ballot, receipt, choice)
  select ballot, receipt, choice from ballot_cast_held order by ballot, receipt;
insert into ballot_tokens (ballot, voter, blinded, at, by)
  select ballot, voter, blinded, at, by from ballot_tokens_held order by ballot, voter;

drop table ballot_cast_held;
drop table ballot_tokens_held;
-- Pages that were given up keep their bytes until something is written over them.
update ballot_pages set zeros = zeroblob(1048036);
drop table ballot_pages;

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

create trigger ballot_urn_changes_hands_blank before update of ballot on ballot_urn
when old.ballot <> new.ballot and (old.votes <> zeroblob(2140) or new.votes <> zeroblob(2140)) begin
  select raise(abort, 'a sheet is lent and given back blank');
end;
create trigger ballot_urn_while_open before update of votes on ballot_urn
when not exists (select 1 from ballots where id = new.ballot and status = 'open' and method = 'secret') begin
  select raise(abort, 'no vote may be cast here');
end;
create trigger ballot_urn_stays before delete on ballot_urn begin
  select raise(abort, 'a sheet is never deleted');
end;
create trigger ballots_empty_their_urn before update of status on ballots
when new.status = 'closed' and (old.cast_count > 0 or exists (select 1 from ballot_urn where ballot = old.id)) begin
  select raise(abort, 'votes are left in the urn');
end;
