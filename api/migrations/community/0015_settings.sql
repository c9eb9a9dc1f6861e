-- What a community set for itself, stricter than what holds without it. The newest setting of a rule holds; none is changed.
create table decision_settings (
  seq integer primary key,
  name text not null check (name glob '[a-z]*/[a-z]*'),
  value text not null check (json_valid(value)),
  -- the assembly's decision that says so
  basis text not null,
  at integer not null,
  by text not null references members (id)
) strict;
create index decision_settings_by_name on decision_settings (name, seq);
create trigger decision_settings_stay before update on decision_settings begin
  select raise(abort, 'a setting is followed by another, not changed');
end;
create trigger decision_settings_keep before delete on decision_settings begin
  select raise(abort, 'a setting is never deleted');
end;
