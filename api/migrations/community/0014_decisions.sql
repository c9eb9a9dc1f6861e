-- Decisions: cases on their way to a resolution, with what each step was decided by. What was decided is never rewritten.

-- Rules as they were resolved when a case was opened: one row for all cases under the same.
create table rule_sets (
  hash text primary key check (length(hash) = 64),
  version text not null,
  rules text not null check (json_valid(rules)),
  kept_at integer not null
) strict;
create trigger rule_sets_stay before update on rule_sets begin
  select raise(abort, 'rules under which a case was opened are never changed');
end;
create trigger rule_sets_keep before delete on rule_sets begin
  select raise(abort, 'rules under which a case was opened are never deleted');
end;

create table cases (
  id text primary key,
  seq integer not null unique,
  matter text not null,
  title text not null,
  item_code text not null,
  needs_legal_opinion text not null check (needs_legal_opinion in ('yes', 'no')),
  reserved_to_assembly text not null check (reserved_to_assembly in ('yes', 'no')),
  needs_filing text not null check (needs_filing in ('yes', 'no')),
  opening text not null check (opening in ('apart', 'in-one')),
  party text not null check (party in ('members', 'group')),
  township text not null check (township in ('none', 'before-resolution')),
  decider text not null check (decider in ('representatives', 'household-unions', 'adults', 'households')),
  rule_set text not null references rule_sets (hash),
  revokes text references cases (id),
  status text not null check (status in ('open', 'resolved', 'returned', 'rejected', 'lapsed')),
  step text not null,
  opened_at integer not null,
  opened_by text not null references members (id),
  ended_at integer,
  ended_by text references members (id),
  end_reason text,
  draft_delivered_at integer,
  draft_delivered_by text references members (id),
  check ((status = 'open') = (ended_at is null)),
  -- left by somebody, with a reason
  check (status in ('open', 'resolved', 'rejected') or end_reason is not null),
  check (reserved_to_assembly = 'no' or decider in ('adults', 'households'))
) strict;
create index cases_by_status on cases (status, seq);
create index cases_by_matter on cases (matter);
-- A resolution is taken back once.
create unique index cases_by_revoked on cases (revokes) where revokes is not null and status in ('open', 'resolved');

create table case_steps (
  case_id text not null references cases (id),
  place integer not null check (place >= 1),
  step text not null check (step in ('proposal', 'joint-deliberation', 'party-review', 'township-check', 'resolution')),
  meeting text,
  linked_at integer,
  linked_by text references members (id),
  supervisors_informed_at integer,
  closed_at integer,
  closed_by text references members (id),
  certificate text check (json_valid(certificate)),
  certificate_hash text check (length(certificate_hash) = 64),
  primary key (case_id, step),
  unique (case_id, place),
  check ((closed_at is null) = (certificate is null)),
  check ((closed_at is null) = (certificate_hash is null))
) strict, without rowid;
-- One meeting takes one step of one case.
create unique index case_steps_by_meeting on case_steps (meeting) where meeting is not null;

create trigger cases_end_once before update on cases when old.status <> 'open' begin
  select raise(abort, 'a case that has ended is never changed');
end;
create trigger cases_stay before update on cases
when old.id is not new.id or old.seq is not new.seq or old.matter is not new.matter or old.title is not new.title
  or old.item_code is not new.item_code or old.needs_legal_opinion is not new.needs_legal_opinion
  or old.reserved_to_assembly is not new.reserved_to_assembly or old.needs_filing is not new.needs_filing
  or old.opening is not new.opening or old.party is not new.party or old.township is not new.township
  or old.decider is not new.decider or old.rule_set is not new.rule_set or old.revokes is not new.revokes
  or old.opened_at is not new.opened_at or old.opened_by is not new.opened_by begin
  select raise(abort, 'what a case is about and by which rules is never changed');
end;
create trigger cases_keep before delete on cases begin select raise(abort, 'a case is never deleted'); end;
create trigger cases_resolve before update of status on cases
when new.status = 'resolved' and exists (
  select 1 from case_steps s where s.case_id = new.id
    and (s.closed_at is null or json_extract(s.certificate, '$.outcome') <> 'passed')
) begin
  select raise(abort, 'a case is resolved by all its steps');
end;
create trigger cases_hold before update of status on cases
when new.status = 'resolved' and exists (select 1 from holds h where h.case_id = new.id and h.lifted_at is null) begin
  select raise(abort, 'a case on hold is not resolved');
end;

create trigger case_steps_close_once before update on case_steps when old.closed_at is not null begin
  select raise(abort, 'a closed step and its certificate are never changed');
end;
create trigger case_steps_in_order before update of closed_at on case_steps
when new.closed_at is not null and exists (
  select 1 from case_steps s where s.case_id = new.case_id and s.place < new.place and s.closed_at is null
) begin
  select raise(abort, 'steps are closed in their order');
end;
create trigger case_steps_move before update on case_steps
when old.case_id is not new.case_id or old.step is not new.step or old.place is not new.place
  or (select status from cases where id = old.case_id) <> 'open' begin
  select raise(abort, 'the steps of a case are those of its way');
end;
create trigger case_steps_keep before delete on case_steps begin
  select raise(abort, 'a step is never deleted');
end;

-- Minutes, photos, signature sheets: by the hash of the file.
create table case_papers (
  case_id text not null,
  step text not null,
  sha256 text not null check (length(sha256) = 64),
  kind text not null check (kind in ('minutes', 'photo', 'signature-sheet')),
  at integer not null,
  by text not null references members (id),
  primary key (case_id, step, sha256),
  foreign key (case_id, step) references case_steps (case_id, step)
) strict, without rowid;
create trigger case_papers_in_time before insert on case_papers
when exists (
  select 1 from case_steps s where s.case_id = new.case_id and s.step = new.step and s.closed_at is not null
) begin
  select raise(abort, 'nothing is added to a closed step');
end;
create trigger case_papers_stay before update on case_papers begin select raise(abort, 'a paper is never changed'); end;
create trigger case_papers_keep before delete on case_papers begin select raise(abort, 'a paper is never deleted'); end;

create table opinions (
  id text primary key,
  seq integer not null unique,
  case_id text not null references cases (id),
  "of" text not null check ("of" in ('adviser', 'township')),
  asked_at integer not null,
  asked_by text not null references members (id),
  due_at integer not null,
  verdict text check (verdict in ('agree', 'with-changes', 'object')),
  text text,
  given_at integer,
  given_by text references members (id),
  check ((given_at is null) = (verdict is null)),
  check ((given_at is null) = (given_by is null))
) strict;
create index opinions_by_case on opinions (case_id, seq);
-- One that waits is not asked for twice.
create unique index opinions_waiting on opinions (case_id, "of") where given_at is null;
create trigger opinions_once before update on opinions when old.given_at is not null begin
  select raise(abort, 'an opinion that was given is never changed');
end;
create trigger opinions_keep before delete on opinions begin select raise(abort, 'an opinion is never deleted'); end;

create table holds (
  id text primary key,
  seq integer not null unique,
  case_id text not null references cases (id),
  reason text not null,
  raised_at integer not null,
  raised_by text not null references members (id),
  lifted_at integer,
  lifted_by text references members (id),
  lift_reason text,
  check ((lifted_at is null) = (lift_reason is null)),
  check ((lifted_at is null) = (lifted_by is null))
) strict;
create index holds_by_case on holds (case_id, seq);
create trigger holds_once before update on holds when old.lifted_at is not null begin
  select raise(abort, 'a hold is lifted once');
end;
create trigger holds_keep before delete on holds begin select raise(abort, 'a hold is never deleted'); end;

-- What the assembly left to the representatives: never changed, it ends with its last day.
create table authorisations (
  id text primary key,
  seq integer not null unique,
  codes text not null check (json_array_length(codes) >= 1),
  from_day text not null check (from_day glob '????-??-??'),
  until_day text not null check (until_day >= from_day),
  basis text not null,
  recorded_at integer not null,
  recorded_by text not null references members (id)
) strict;
create index authorisations_by_day on authorisations (until_day);
create trigger authorisations_stay before update on authorisations begin
  select raise(abort, 'an authorisation is never changed');
end;
create trigger authorisations_keep before delete on authorisations begin
  select raise(abort, 'an authorisation is never deleted');
end;
