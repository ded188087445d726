-- When something happens to a row by itself. What was written before says so when it is next looked at: at once.
alter table rows add column due integer;
update rows set due = 0 where kind = 3;
create index rows_due on rows (tenant, due, id) where due is not null;
create index rows_by_kind on rows (tenant, kind, id);

-- What leaves the sandbox.
create table messages (
    number integer primary key,
    tenant text not null,
    id text not null,
    kind text not null,
    about text not null,
    due integer,
    body text not null
);
create unique index messages_by_id on messages (tenant, id);
create index messages_by_subject on messages (tenant, about, number);
create index messages_by_kind on messages (tenant, kind, number);
create index messages_by_tenant on messages (tenant, number);
create index messages_due on messages (due, number) where due is not null;

create index postings_by_transaction on postings (tenant, transaction_id, number);
create index postings_by_tenant on postings (tenant, number);
