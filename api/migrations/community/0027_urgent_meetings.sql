-- Why a meeting was announced at short notice, where the law has that exception.
alter table meetings add column urgent_reason text;
