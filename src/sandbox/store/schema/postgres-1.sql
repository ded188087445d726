-- The version of the schema, and how often the store was opened: no identifier of an earlier time is made again.
create table store (version integer not null, epoch bigint not null);
insert into store values (0, 0);

-- Whoever changes rows of a tenant holds the tenant's row in this table until he has committed.
create table tenants (tenant text collate "C" primary key);

-- Rows that are only found by their key. Times are milliseconds since 1970 here and everywhere.
create table rows (
    tenant text collate "C" not null,
    kind integer not null,
    id text collate "C" not null,
    due bigint,
    body json not null,
    primary key (tenant, kind, id)
);
create index rows_due on rows (tenant, due, kind, id) where due is not null;

-- Numbers count the rows of a tenant.
create table tokens (
    tenant text collate "C" not null,
    number bigint not null,
    id text collate "C" not null,
    token_type text not null,
    active boolean not null,
    caller_reference text not null,
    friendly_name text not null,
    body json not null,
    primary key (tenant, id),
    unique (tenant, number)
);

create table transactions (
    tenant text collate "C" not null,
    id text collate "C" not null,
    received bigint not null,
    due bigint,
    operation text not null,
    method text not null,
    status text not null,
    sender text not null,
    caller text not null,
    recipient text not null,
    body json not null,
    primary key (tenant, id),
    unique (tenant, received)
);
create index transactions_due on transactions (tenant, due, id) where due is not null;

-- What leaves the sandbox. Whoever is to send a message has it to himself until its lease ends, which is reckoned by
-- the clock of this server.
create table messages (
    tenant text collate "C" not null,
    number bigint not null,
    id text collate "C" not null,
    kind text not null,
    about text not null,
    due bigint,
    leased_until timestamptz,
    body json not null,
    primary key (tenant, id),
    unique (tenant, number)
);
create index messages_by_subject on messages (tenant, about, number);
create index messages_by_kind on messages (tenant, kind, number);
create index messages_due on messages (due, tenant, number) where due is not null;

-- Millionths of a dollar.
create table balances (
    tenant text collate "C" not null,
    book text not null,
    owner text not null,
    micros bigint not null,
    primary key (tenant, book, owner)
);

create table postings (
    tenant text collate "C" not null,
    number bigint not null,
    at bigint not null,
    transaction_id text not null,
    book text not null,
    owner text not null,
    micros bigint not null,
    primary key (tenant, number)
);
create index postings_by_transaction on postings (tenant, transaction_id, number);
