-- The journal by matter, by body and by day, each found without walking the rest of it.

create index journal_by_subject on journal (subject, seq);

-- Which body a row concerned when it was written: the body itself, a seat on it, an activity of it, the service at one.
create table journal_bodies (
  body text not null,
  seq integer not null references journal (seq),
  primary key (body, seq)
) strict, without rowid;

-- Where a day of China begins and ends in the journal. By day and not by an index over `at`: a clock may be set back, and
-- then the order of the moments is not that of the rows.
create table journal_days (
  -- days since 1970-01-01
  day integer primary key,
  first_seq integer not null,
  last_seq integer not null
) strict;

insert into journal_bodies (body, seq)
  select b.id, j.seq from bodies b join journal j on j.subject = b.id
  union select s.body, j.seq from seats s join journal j on j.subject = s.id
  union select a.body, j.seq from activities a join journal j on j.subject = a.id
  union select a.body, j.seq from activities a join services s on s.activity = a.id join journal j on j.subject = s.id;
insert into journal_days (day, first_seq, last_seq)
  select (at + 28800000) / 86400000, min(seq), max(seq) from journal group by 1;

create trigger journal_is_found_again after insert on journal begin
  insert into journal_bodies (body, seq)
    select id, new.seq from bodies where id = new.subject
    union select body, new.seq from seats where id = new.subject
    union select body, new.seq from activities where id = new.subject
    union select a.body, new.seq from services s join activities a on a.id = s.activity where s.id = new.subject;
  insert into journal_days (day, first_seq, last_seq) values ((new.at + 28800000) / 86400000, new.seq, new.seq)
    on conflict (day) do update set last_seq = new.seq;
end;
-- An activity that another body takes over brings its rows along; the body that gave it away keeps them too.
create trigger activities_take_their_rows_along after update of body on activities when old.body <> new.body begin
  insert or ignore into journal_bodies (body, seq)
    select new.body, seq from journal where subject = new.id
    union select new.body, j.seq from services s join journal j on j.subject = s.id where s.activity = new.id;
end;
create trigger journal_bodies_stay before update on journal_bodies begin
  select raise(abort, 'the journal is never changed');
end;
create trigger journal_bodies_keep before delete on journal_bodies begin
  select raise(abort, 'the journal is never deleted');
end;
