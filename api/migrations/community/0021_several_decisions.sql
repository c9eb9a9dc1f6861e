-- A meeting may take a step of several decisions, each an item of its agenda. A question belongs to an item, so that of
-- each decision its own questions decide; 0 is a question of no item, which only an agenda without decisions has.

alter table ballots add column item integer not null default 0 check (item >= 0);
drop trigger ballots_ask_one_thing;
create trigger ballots_ask_one_thing before update of id, meeting, question, method, rule, item, open_minutes, closes_at, public_key on ballots
when old.status <> 'draft' begin
  select raise(abort, 'what is asked does not change once it is open');
end;
create trigger ballots_belong_to_an_item before insert on ballots
when new.item > (select json_array_length(agenda) from meetings where id = new.meeting)
  or (new.item = 0 and exists (
    select 1 from meetings m, json_each(m.agenda) a where m.id = new.meeting and a.value ->> 'case' is not null
  )) begin
  select raise(abort, 'where decisions are named, a question belongs to an item of the agenda');
end;

drop index case_steps_by_meeting;
create unique index case_steps_by_meeting on case_steps (meeting, case_id) where meeting is not null;
create trigger case_steps_share_a_named_meeting before update of meeting on case_steps
when new.meeting is not null and exists (
  select 1 from case_steps s where s.meeting = new.meeting and s.case_id <> new.case_id
) and not exists (
  select 1 from meetings m, json_each(m.agenda) a where m.id = new.meeting and a.value ->> 'case' = new.case_id
) begin
  select raise(abort, 'a meeting takes several decisions only when its agenda names them');
end;
