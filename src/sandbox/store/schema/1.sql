-- How often the store was opened: no identifier of an earlier time is made again.
create table store (epoch integer not null);
insert into store values (0);

-- Rows that are only found by their key.
create table rows (
    tenant text not null,
    kind integer not null,
    id text not null,
    body text not null,
    primary key (tenant, kind, id)
) without rowid;

create table tokens (
    number integer primary key,
    tenant text not null,
    id text not null,
    token_type text not null,
    active integer not null,
    caller_reference text not null,
    friendly_name text not null,
    body text not null
);
create unique index tokens_by_id on tokens (tenant, id);
create index tokens_by_tenant on tokens (tenant);

create table transactions (
    number integer primary key,
    tenant text not null,
    id text not null,
    received integer not null,
    due integer,
    operation text not null,
    method text not null,
    status text not null,
    sender text not null,
    caller text not null,
    recipient text not null,
    body text not null
);
create unique index transactions_by_id on transactions (tenant, id);
create unique index transactions_by_receipt on transactions (tenant, received);
create index transactions_due on transactions (tenant, due, id) where due is not null;

-- Millionths of a dollar.
create table balances (
    tenant text not null,
    book text not null,
    owner text not null,
    micros integer not null,
    primary key (tenant, book, owner)
) without rowid;

create table postings (
    number integer primary key,
    tenant text not null,
    at integer not null,
    transaction_id text not null,
    book text not null,
    owner text not null,
    micros integer not null
);
