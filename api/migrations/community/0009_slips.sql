-- Slips for signing in (登录凭条): printed at the counter, each good once and for three days.

create table sign_in_slips (
  slip_hash blob primary key check (length(slip_hash) = 32),
  member text not null references members (id),
  printed_by text not null references members (id),
  printed_at integer not null,
  expires_at integer not null check (expires_at > printed_at),
  state text not null default 'open' check (state in ('open', 'used', 'void'))
) strict, without rowid;
-- A newer slip voids the one before: nobody has two that open.
create unique index sign_in_slips_open on sign_in_slips (member) where state = 'open';
create index sign_in_slips_by_worker on sign_in_slips (printed_by, printed_at);
create index sign_in_slips_by_expiry on sign_in_slips (expires_at);

-- What is used or void never opens again, and nobody else's name comes onto a slip.
create trigger sign_in_slips_end_once before update on sign_in_slips
when old.state <> 'open' or new.member <> old.member or new.expires_at <> old.expires_at begin
  select raise(abort, 'a slip ends once');
end;
-- Kept by triggers, so that no way of writing the roster leaves a slip behind.
create trigger sign_in_slips_end_with_the_phone after update of phone, left_at on members
when new.phone is not old.phone or new.left_at is not old.left_at begin
  update sign_in_slips set state = 'void' where member = new.id and state = 'open';
end;
create trigger sign_in_slips_end_with_the_account after insert on closings begin
  update sign_in_slips set state = 'void' where member = new.member and state = 'open';
end;

-- Opened with paper alone: such a session does not grow into an office.
alter table sessions add column by_slip integer not null default 0 check (by_slip in (0, 1));
drop trigger sessions_are_remembered;
create trigger sessions_are_remembered after insert on sessions begin
  insert into sign_in_events (member, at, kind, device, device_mark) values (
    new.member, new.created_at,
    case
      when new.by_slip = 1 then 'by-slip'
      when new.device_mark is not null and exists (
        select 1 from sign_in_events e where e.device_mark = new.device_mark and e.member = new.member
      ) then 'signed-in'
      else 'new-device'
    end,
    new.device, new.device_mark
  );
end;
