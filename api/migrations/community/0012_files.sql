-- What the community knows of files: what they are, who brought them in, what they are attached to. Their bytes are in the
-- Archive object, under the same name. Only adds tables.

create table files (
  -- SHA-256 of the bytes, in lower case.
  id text primary key check (length(id) = 64 and id not glob '*[^0-9a-f]*'),
  kind text not null check (kind in ('jpeg', 'png', 'webp', 'pdf')),
  bytes integer not null check (bytes between 1 and 1048576),
  at integer not null
) strict, without rowid;

-- Two people may bring the same file in; it counts for both.
create table file_uploads (
  file text not null references files (id),
  member text not null references members (id),
  bytes integer not null,
  at integer not null,
  primary key (file, member)
) strict, without rowid;
create index file_uploads_by_member on file_uploads (member, at, bytes);

create table file_uses (
  owner_kind text not null check (owner_kind in ('matter', 'post', 'meeting', 'case')),
  owner text not null,
  position integer not null,
  file text not null references files (id),
  visibility text not null check (visibility in ('public', 'restricted')),
  attached_by text not null references members (id),
  at integer not null,
  primary key (owner_kind, owner, position),
  unique (owner_kind, owner, file)
) strict, without rowid;
create index file_uses_by_file on file_uses (file, visibility);

-- How much there is, so that nobody adds it up.
create table file_totals (
  only integer primary key check (only = 1),
  files integer not null check (files >= 0),
  bytes integer not null check (bytes >= 0)
) strict;
insert into file_totals (only, files, bytes) values (1, 0, 0);

create trigger files_count after insert on files begin
  update file_totals set files = files + 1, bytes = bytes + new.bytes;
end;
create trigger files_uncount after delete on files begin
  update file_totals set files = files - 1, bytes = bytes - old.bytes;
end;

-- A file is its bytes: it cannot become another.
create trigger files_never_change before update on files begin
  select raise(abort, 'a file is its bytes');
end;
-- What is attached stays attached; only who may see it changes.
create trigger file_uses_keep before update on file_uses
when old.file is not new.file or old.owner is not new.owner or old.owner_kind is not new.owner_kind
  or old.position is not new.position or old.attached_by is not new.attached_by or old.at is not new.at
begin
  select raise(abort, 'an attachment stays as it is');
end;
create trigger file_uses_stay before delete on file_uses begin
  select raise(abort, 'an attachment stays');
end;
