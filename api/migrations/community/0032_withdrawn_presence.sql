-- A wrong entry of the paper list is withdrawn while the meeting is open.

drop trigger meeting_presence_keep;
-- A presence goes with a struck voter, or when an entry of the paper list is withdrawn; with either go the presences of
-- those whom this voter represented.
create trigger meeting_presence_keep before delete on meeting_presence
when (select status from meetings where id = old.meeting) <> 'open' or not (
  old.how = 'list'
  or exists (
    select 1 from meeting_roll
    where meeting = old.meeting and voter in (old.voter, old.by) and struck_at is not null
  )
  or old.how = 'proxy' and not exists (
    select 1 from meeting_presence where meeting = old.meeting and voter = old.by and how <> 'proxy'
  )
) begin
  select raise(abort, 'who was present stays so');
end;
