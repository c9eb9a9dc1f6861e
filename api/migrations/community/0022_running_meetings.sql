-- Meetings that are over and wait for two signatures: somebody's tasks.
create index meetings_unsigned on meetings (starts_at, id) where status = 'closed' and minutes_version is null;
