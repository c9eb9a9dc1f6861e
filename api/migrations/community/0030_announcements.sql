-- Announcements of the committee (公告). Who was told of one, and who has read it, stands with the notices.

create table announcements (
  id text primary key,
  -- the body that publishes
  publisher text not null references bodies (id),
  title text not null,
  text text not null,
  -- the legal basis of a statutory one
  basis text,
  audience text not null check (audience in ('community', 'grid', 'body')),
  grid text references grids (id),
  body text references bodies (id),
  from_day text not null check (from_day glob '????-??-??'),
  until_day text not null check (until_day >= from_day),
  -- what the publisher stated about phone numbers and names in it
  personal text not null check (personal in ('nothing', 'office-phone', 'agreed')),
  corrects text references announcements (id),
  published_by text not null references members (id),
  published_at integer not null,
  -- how many people were told; null before the first day
  addressed integer check (addressed >= 0),
  -- how many of these have read it; kept by a trigger
  readers integer not null default 0 check (readers >= 0),
  withdrawn_at integer,
  withdrawn_by text references members (id),
  withdrawn_reason text,
  check ((audience = 'grid') = (grid is not null) and (audience = 'body') = (body is not null)),
  check ((withdrawn_at is null) = (withdrawn_reason is null) and (withdrawn_at is null) = (withdrawn_by is null))
) strict;
create index announcements_by_publication on announcements (published_at);
create index announcements_by_former on announcements (corrects) where corrects is not null;

create trigger announcements_keep before delete on announcements begin
  select raise(abort, 'an announcement is withdrawn, not deleted');
end;
create trigger announcements_stay before update on announcements
when old.id is not new.id or old.publisher is not new.publisher or old.title is not new.title or old.text is not new.text
  or old.basis is not new.basis or old.audience is not new.audience or old.grid is not new.grid
  or old.body is not new.body or old.from_day is not new.from_day or old.until_day is not new.until_day
  or old.personal is not new.personal or old.corrects is not new.corrects
  or old.published_by is not new.published_by or old.published_at is not new.published_at
  or (old.withdrawn_at is not null and old.withdrawn_at is not new.withdrawn_at) begin
  select raise(abort, 'a published announcement is not rewritten');
end;

alter table notices add column announcement text references announcements (id);
-- When the member opened the announcement, and when the member put it away.
alter table notices add column opened_at integer;
alter table notices add column put_away_at integer;
create unique index notices_by_announcement on notices (announcement, member) where announcement is not null;
create trigger announcements_are_read after update of opened_at on notices
when new.announcement is not null and old.opened_at is null and new.opened_at is not null begin
  update announcements set readers = readers + 1 where id = new.announcement;
end;
