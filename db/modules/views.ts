import type * as z from "zod";

/** A list of which people keep views: what may be asked of it. */
interface Viewable {
  readonly viewQuery: z.ZodType;
}

/** Every list of which people keep views, by name; loaded when a view of it is first kept. */
const viewables = {
  "identity.users": async (): Promise<Viewable> => (await import("./identity/reads/user-list.ts")).userList,
  jobs: async (): Promise<Viewable> => (await import("./jobs/reads.ts")).jobList,
  notifications: async (): Promise<Viewable> => (await import("./notifications/reads/list.ts")).notificationList,
  pegawai: async (): Promise<Viewable> => (await import("./pegawai/reads.ts")).pegawaiList,
  sppd: async (): Promise<Viewable> => (await import("./sppd/reads/list.ts")).orderList,
};

/** The name of such a list. */
export type ViewableName = keyof typeof viewables;

/** The names of all of them. */
export const viewableNames = Object.keys(viewables) as [ViewableName, ...ViewableName[]];

/** What may be asked of a list: the parameters of its address, as texts, without those of a single page. */
export async function viewQueryOf(name: ViewableName): Promise<z.ZodType> {
  return (await viewables[name]()).viewQuery;
}
