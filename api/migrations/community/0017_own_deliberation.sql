-- The journal by matter, with what belongs to one; and the ways by which a person finds the own part in deliberation.

-- Which matter a row concerned: a post on it, a meeting or a case of it, a ballot put there. Rows of the matter itself are
-- found by their subject.
create table journal_matters (
  matter text not null,
  seq integer not null references journal (seq),
  primary key (matter, seq)
) strict, without rowid;

-- Posts and cases say which matter they belong to; a meeting was called for it, for a case of it, or takes a step of one;
-- a ballot is its meeting's.
insert or ignore into journal_matters (matter, seq)
  select p.matter, j.seq from posts p join journal j on j.subject = p.id
  union select c.matter, j.seq from cases c join journal j on j.subject = c.id;
insert or ignore into journal_matters (matter, seq)
  select g.matter, j.seq from meetings g join journal j on j.subject = g.id where g.matter is not null
  union select c.matter, j.seq from meetings g join cases c on c.id = g.case_id join journal j on j.subject = g.id
  union select c.matter, j.seq from case_steps s join cases c on c.id = s.case_id join journal j on j.subject = s.meeting;
insert or ignore into journal_matters (matter, seq)
  select g.matter, j.seq from ballots b join meetings g on g.id = b.meeting
    join journal j on j.subject = b.id where g.matter is not null
  union select c.matter, j.seq from ballots b join meetings g on g.id = b.meeting join cases c on c.id = g.case_id
    join journal j on j.subject = b.id
  union select c.matter, j.seq from ballots b join case_steps s on s.meeting = b.meeting join cases c on c.id = s.case_id
    join journal j on j.subject = b.id;

create trigger journal_is_found_by_matter after insert on journal when new.subject <> '' begin
  insert or ignore into journal_matters (matter, seq)
    select p.matter, new.seq from posts p where p.id = new.subject
    union select c.matter, new.seq from cases c where c.id = new.subject;
  insert or ignore into journal_matters (matter, seq)
    select g.matter, new.seq from meetings g where g.id = new.subject and g.matter is not null
    union select c.matter, new.seq from meetings g join cases c on c.id = g.case_id where g.id = new.subject
    union select c.matter, new.seq from case_steps s join cases c on c.id = s.case_id where s.meeting = new.subject;
  insert or ignore into journal_matters (matter, seq)
    select g.matter, new.seq from ballots b join meetings g on g.id = b.meeting
      where b.id = new.subject and g.matter is not null
    union select c.matter, new.seq from ballots b join meetings g on g.id = b.meeting join cases c on c.id = g.case_id
      where b.id = new.subject
    union select c.matter, new.seq from ballots b join case_steps s on s.meeting = b.meeting join cases c on c.id = s.case_id
      where b.id = new.subject;
end;
-- A meeting that takes a step brings its rows along, and those of its ballots.
create trigger case_steps_take_their_rows_along after update of meeting on case_steps
when new.meeting is not null and new.meeting is not old.meeting begin
  insert or ignore into journal_matters (matter, seq)
    select c.matter, j.seq from cases c, journal j
    where c.id = new.case_id and (
      j.subject = new.meeting or j.subject in (select id from ballots where meeting = new.meeting)
    );
end;
create trigger journal_matters_stay before update on journal_matters begin
  select raise(abort, 'the journal is never changed');
end;
create trigger journal_matters_keep before delete on journal_matters begin
  select raise(abort, 'the journal is never deleted');
end;

create index post_reports_by_member on post_reports (member, at);
create index post_reports_by_age on post_reports (at);
create index meeting_proxies_by_proxy on meeting_proxies (proxy);
create index meeting_minutes_by_writer on meeting_minutes (by);
create index meetings_by_chair on meetings (chair);
create index meetings_by_teller on meetings (teller) where teller is not null;
create index meetings_by_recorder on meetings (recorder) where recorder is not null;
create index pre_reviews_by_office_holder on pre_reviews (by);
create index moderations_by_office_holder on moderations (by);
create index moderations_by_decider on moderations (decided_by) where decided_by is not null;
create index matter_summaries_by_writer on matter_summaries (by);
create index outcomes_by_writer on outcomes (by);
create index opinions_by_giver on opinions (given_by) where given_by is not null;
create index holds_by_raiser on holds (raised_by);
create index holds_by_lifter on holds (lifted_by) where lifted_by is not null;
