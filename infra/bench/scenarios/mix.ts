import type { PlannedRequest } from "../load/plan.ts";
import { Traffic } from "../measure.ts";
import { openSessions } from "../people.ts";
import type { Stage } from "../stage.ts";

/** The dashboard of a year. */
export const dashboardPath = "/api/v1/sppd/ringkasan";
/** The list that scenarios ask for: fifty orders of the current year. */
export const listPath = "/api/v1/sppd?per_page=50";

/** What people at work ask for, in tenths: mostly lists and the orders in them, now and then a dashboard, or who they are. */
const shares = { list: 4, order: 3, dashboard: 2, me: 1 } as const;
type Kind = keyof typeof shares;
const turns = (Object.keys(shares) as Kind[]).flatMap((kind) => Array<Kind>(shares[kind]).fill(kind));

/** People of every role who ask for all of that, each in a session of their own. */
export interface Mix {
  readonly requests: readonly PlannedRequest[];
  /** By kind, for their round trips. */
  readonly traffic: readonly Traffic[];
}

/** Plans the mix for so many sessions, spread over these people: the demo university's printed ones, unless others are named. */
export async function planMix(
  stage: Stage,
  sessions: number,
  usernames = stage.people.map(({ username }) => username),
): Promise<Mix> {
  const port = stage.ports.edge;
  const traffic = {
    list: new Traffic("list"),
    order: new Traffic("order"),
    dashboard: new Traffic("dashboard"),
    me: new Traffic("me"),
  };
  const planned: PlannedRequest[][] = [];
  for (const username of usernames) {
    const visitors = await openSessions(stage, username, Math.ceil(sessions / usernames.length));
    const orders = await listOrders(stage, visitors[0]?.token ?? "");
    for (const [at, { token }] of visitors.entries()) {
      const paths: Record<Kind, string> = {
        list: listPath,
        // Whoever reaches no order looks at their list instead.
        order: orders.length > 0 ? `/api/v1/sppd/${orders[at % orders.length]}` : listPath,
        dashboard: dashboardPath,
        me: "/api/v1/identity/me",
      };
      planned.push(turns.map((kind) => traffic[kind].get(port, paths[kind], token)));
    }
  }
  // Everybody's first request, then everybody's second: no session asks twice in a row.
  const requests = turns.flatMap((_, turn) => planned.flatMap((own, at) => own[(turn + at) % own.length] ?? []));
  return { requests, traffic: Object.values(traffic) };
}

async function listOrders(stage: Stage, token: string): Promise<string[]> {
  const response = await fetch(`${stage.stack.urls.edge}${listPath}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (response.status !== 200) throw new Error(`the list answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { data: { id: string }[] }).data.map(({ id }) => id);
}
