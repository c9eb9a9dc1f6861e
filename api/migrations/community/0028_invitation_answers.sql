-- Answers to an invitation (我会来、来不了): how many of the roll say that they will come. An answer is neither an
-- attendance nor a vote. Who answered what is kept until the meeting opens or is cancelled; the counts stay.
alter table meetings add column coming_count integer not null default 0 check (coming_count >= 0);
alter table meetings add column not_coming_count integer not null default 0 check (not_coming_count >= 0);

create table meeting_answers (
  meeting text not null references meetings (id),
  voter text not null,
  answer text not null check (answer in ('coming', 'not-coming')),
  at integer not null,
  -- who said it: the voter, or somebody of the household
  by text not null references members (id),
  primary key (meeting, voter)
) strict, without rowid;
create index meeting_answers_by_member on meeting_answers (by);

create trigger meeting_answers_fit before insert on meeting_answers
when not exists (
  select 1 from meetings m join meeting_roll r on r.meeting = m.id and r.voter = new.voter and r.struck_at is null
  where m.id = new.meeting and m.status = 'announced'
) begin
  select raise(abort, 'an answer is given before the meeting, by somebody on its roll');
end;
create trigger meeting_answers_stand before update on meeting_answers
when old.meeting is not new.meeting or old.voter is not new.voter
  or (select status from meetings where id = old.meeting) <> 'announced' begin
  select raise(abort, 'an answer changes only before the meeting');
end;
create trigger meeting_answers_count after insert on meeting_answers begin
  update meetings set coming_count = coming_count + (new.answer = 'coming'),
    not_coming_count = not_coming_count + (new.answer = 'not-coming') where id = new.meeting;
end;
create trigger meeting_answers_recount after update of answer on meeting_answers begin
  update meetings set coming_count = coming_count + (new.answer = 'coming') - (old.answer = 'coming'),
    not_coming_count = not_coming_count + (new.answer = 'not-coming') - (old.answer = 'not-coming')
  where id = new.meeting;
end;
create trigger meeting_answers_uncount after delete on meeting_answers
when (select status from meetings where id = old.meeting) = 'announced' begin
  update meetings set coming_count = coming_count - (old.answer = 'coming'),
    not_coming_count = not_coming_count - (old.answer = 'not-coming') where id = old.meeting;
end;
create trigger meeting_answers_end after update of status on meetings
when old.status = 'announced' and new.status <> 'announced' begin
  delete from meeting_answers where meeting = new.id;
end;
create trigger meeting_answers_of_the_struck after update of struck_at on meeting_roll begin
  delete from meeting_answers where meeting = new.meeting and voter = new.voter;
end;

-- A co-signature can be taken back while signatures are collected.
create trigger cosigns_stay before delete on cosigns
when (select stage from matters where id = old.matter) <> 'collecting' begin
  select raise(abort, 'what was handed in keeps its co-signers');
end;
create trigger cosigns_are_counted_back after delete on cosigns begin
  update matters set cosigned = cosigned - 1 where id = old.matter;
end;
