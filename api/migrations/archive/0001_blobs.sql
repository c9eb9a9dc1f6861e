-- The bytes of one community's files, under their SHA-256. What they are and who may see them, the community knows.

create table blobs (
  file text primary key check (length(file) = 64 and file not glob '*[^0-9a-f]*'),
  bytes blob not null check (length(bytes) between 1 and 1048576),
  stored_at integer not null,
  -- When the community is asked whether it knows the file.
  check_at integer not null
) strict;
create index blobs_by_check on blobs (check_at);

create trigger blobs_never_change before update of file, bytes on blobs when old.file is not new.file or old.bytes is not new.bytes begin
  select raise(abort, 'a file is its bytes');
end;

-- Whose files these are: the alarm has no request that could tell.
create table origin (
  only integer primary key check (only = 1),
  community text not null check (length(community) = 12)
) strict;
