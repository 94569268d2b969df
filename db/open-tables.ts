/**
 * Tables that belong to no institution and so have no row-level security: what is the same for everybody, and what the
 * database keeps for itself. `app` says whether the application may read them; nobody but the owner writes them. Every other table
 * ends with `isolate_table`, or the gate fails.
 */
export const openTables: Readonly<Record<string, { readonly app: boolean }>> = {
  wilayah: { app: true },
  golongan: { app: true },
  sbm_tarif: { app: true },
  modules: { app: true },
  business_types: { app: true },
  module_recommendations: { app: true },
  clock_mark: { app: true },
  vitals: { app: false },
  migrations: { app: false },
  yearly_tables: { app: false },
};
