-- What the file holds beyond its rows: pages that were given back and lie there with what stood on them.

-- How many bytes were ever in use at once: no more than that can lie unused.
create table file_size (
  one integer primary key check (one = 1),
  most integer not null check (most >= 0)
) strict;
-- Fills all that lies unused, for a moment. It stays, because a table that is dropped gives its first page back as it is;
-- that page is written over here.
create table blanks (bytes blob not null) strict;
insert into blanks (bytes) values (zeroblob(4050));
delete from blanks;
