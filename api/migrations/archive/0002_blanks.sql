-- A file that goes is written over first: the pages it lay on keep their bytes until they are used again.

drop trigger blobs_never_change;
create trigger blobs_never_change before update of file, bytes on blobs
when old.file is not new.file or (old.bytes is not new.bytes and new.bytes is not zeroblob(length(old.bytes))) begin
  select raise(abort, 'a file is its bytes');
end;
