-- Where the holder of a seat is reached in office hours: for everybody, never the holder's own phone.
alter table seats add column office_phone text check (length(office_phone) between 7 and 20);
alter table seats add column office_hours text not null default '';
