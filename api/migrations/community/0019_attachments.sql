-- Files get words for whoever does not see them, and a purpose: what is to be read before a meeting is something else than
-- who signed there. Files of matters and posts are seen as long as these are shown. A check cannot be widened in place, so
-- the table is copied; what was attached until now belongs to cases.

create table attachments (
  owner_kind text not null check (owner_kind in ('matter', 'post', 'meeting', 'case')),
  owner text not null,
  position integer not null,
  file text not null references files (id),
  purpose text not null check (purpose in ('enclosure', 'material', 'photo', 'signature-sheet')),
  visibility text not null check (visibility in ('public', 'while-shown', 'restricted')),
  caption text not null,
  attached_by text not null references members (id),
  at integer not null,
  primary key (owner_kind, owner, position),
  unique (owner_kind, owner, file),
  -- Signatures are never for everybody.
  check (purpose != 'signature-sheet' or visibility = 'restricted')
) strict, without rowid;

insert into attachments (owner_kind, owner, position, file, purpose, visibility, caption, attached_by, at)
select owner_kind, owner, position, file, 'enclosure', visibility, '', attached_by, at from file_uses;

drop table file_uses;
alter table attachments rename to file_uses;

create index file_uses_by_file on file_uses (file, visibility);
create index file_uses_by_attacher on file_uses (attached_by, at);

-- What is attached stays as it was attached: its place, its purpose, its words.
create trigger file_uses_keep before update on file_uses
when old.file is not new.file or old.owner is not new.owner or old.owner_kind is not new.owner_kind
  or old.position is not new.position or old.attached_by is not new.attached_by or old.at is not new.at
  or old.purpose is not new.purpose or old.visibility is not new.visibility
  or old.caption is not new.caption
begin
  select raise(abort, 'an attachment stays as it is');
end;
-- Only the files of a post go whose words were erased with their author.
create trigger file_uses_stay before delete on file_uses
when old.owner_kind != 'post' or not exists (select 1 from posts where id = old.owner and text = '')
begin
  select raise(abort, 'an attachment stays');
end;
