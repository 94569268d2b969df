-- What one may use: the modules there are, to whom they are recommended, and which are active where.

-- Filled from the modules' manifests after every migration (db/seed/registry.ts). `sort_order` is an order in which they can
-- be activated: what a module depends on stands before it.
create table modules (
  id uuid primary key default uuidv7(),
  slug text not null unique,
  name text not null,
  description text not null,
  category text not null,
  icon text not null,
  version text not null default '1.0.0' check (version ~ '^[0-9]+\.[0-9]+\.[0-9]+$'),
  is_core boolean not null default false,
  is_active boolean not null default true,
  sort_order smallint not null default 0,
  dependencies text[] not null default '{}',
  -- JSON Schema of what an institution may set of it
  settings jsonb
);
create index modules_category on modules (category, is_active);
create index modules_core on modules (is_core);
create index modules_sort on modules (sort_order);
grant select on modules to serambi_app;

create table business_types (
  id uuid primary key default uuidv7(),
  slug text not null unique,
  name text not null,
  description text not null,
  icon text not null,
  color text not null check (color ~ '^#[0-9A-Fa-f]{6}$'),
  is_active boolean not null default true,
  sort_order smallint not null default 0
);
create index business_types_sort on business_types (sort_order);
grant select on business_types to serambi_app;

create table module_recommendations (
  id uuid primary key default uuidv7(),
  business_type_id uuid not null references business_types (id),
  module_id uuid not null references modules (id),
  priority smallint not null default 3 check (priority between 1 and 3),
  is_required boolean not null default false,
  unique (business_type_id, module_id)
);
create index module_recommendations_priority on module_recommendations (business_type_id, priority);
create index module_recommendations_module on module_recommendations (module_id);
grant select on module_recommendations to serambi_app;

-- Activation belongs to the institution: two employees of a firm share one ledger. What was set stays while it is not active.
create table institution_modules (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  module_id uuid not null references modules (id),
  is_active boolean not null,
  activated_at timestamptz not null default now(),
  activated_by uuid,
  -- what the institution has set; what it has not is as the module has it
  configuration jsonb not null default '{}' check (jsonb_typeof(configuration) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (institution_id, id),
  unique (institution_id, module_id),
  foreign key (institution_id, activated_by) references users (institution_id, id)
);
create index institution_modules_active on institution_modules (institution_id, is_active);
create index institution_modules_module on institution_modules (module_id);
create index institution_modules_by on institution_modules (institution_id, activated_by);
select isolate_table('institution_modules', 'select, insert');
grant update (is_active, activated_at, activated_by, configuration, updated_at) on institution_modules to serambi_app;

-- What somebody has pinned to their dashboard, in their order.
alter table users add widgets text[] not null default '{}' check (cardinality(widgets) <= 50);
grant update (widgets) on users to serambi_app;

-- Institutions that were there before have used travel orders all along; what they had set of them goes with the module.
insert into modules (slug, name, description, category, icon) values ('sppd', 'Perjalanan dinas', '', 'administration', 'plane');
insert into institution_modules (institution_id, module_id, is_active, activated_at, configuration)
select i.id, m.id, true, i.created_at,
       (select coalesce(jsonb_object_agg(s.key, s.value), '{}') from jsonb_each(i.pengaturan) s where s.key in ('tembusan', 'kode_klasifikasi', 'blok_visum'))
  from institutions i, modules m;
update institutions set pengaturan = pengaturan - '{tembusan,kode_klasifikasi,blok_visum}'::text[];

-- The active modules of the institution of this transaction.
create function active_modules() returns jsonb language sql stable
  return (select coalesce(jsonb_agg(m.slug order by m.sort_order), '[]')
    from institution_modules a join modules m on m.id = a.module_id where a.is_active and m.is_active);
grant execute on function active_modules() to serambi_app, serambi_ops;

-- What the institution of this transaction has set of a module.
create function module_settings(wanted text) returns jsonb language sql stable
  return coalesce((select a.configuration from institution_modules a join modules m on m.id = a.module_id where m.slug = wanted), '{}');
grant execute on function module_settings(text) to serambi_app, serambi_ops;
