create table products (
    sku         text primary key,
    name        text not null,
    description text not null,
    price       numeric(10, 2) not null check (price > 0),
    active      boolean not null default true,
    search      tsvector not null generated always as (to_tsvector('english', name || ' ' || description)) stored
);

create index products_search on products using gin (search);

create table orders (
    id          uuid primary key,
    customer_id text not null,
    placed_at   timestamptz not null
);

create index orders_by_customer on orders (customer_id, placed_at desc);
create index orders_by_time on orders (placed_at desc);

create table order_lines (
    order_id    uuid not null references orders (id) on delete cascade,
    sku         text not null references products (sku),
    quantity    integer not null check (quantity > 0),
    unit_price  numeric(10, 2) not null,
    primary key (order_id, sku)
);
