-- What the roster is sorted by. The program computes both keys; empty: not yet.
alter table members add column dwelling_key text not null default '';
alter table members add column name_key text not null default '';
create index members_by_dwelling on members (dwelling_key, id);
create index members_by_grid_and_dwelling on members (grid, dwelling_key, id);
create index members_by_name on members (name_key, id);
create index members_by_grid_and_name on members (grid, name_key, id);
create index members_without_keys on members (id) where dwelling_key = '';
-- The buildings of a grid, each found once.
create index households_by_grid_and_building on households (grid, building);

-- Both follow from the name and the dwelling: no way of writing leaves an old key behind.
create trigger members_lose_their_keys after update of name, household on members
when old.name <> new.name or old.household <> new.household begin
  update members set dwelling_key = '', name_key = '' where id = new.id;
end;
