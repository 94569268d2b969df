import { encodeCursor } from "../../../db/core/cursor.ts";
import { notificationList, readNotifications } from "../../../db/modules/notifications/reads/list.ts";
import { readUnread } from "../../../db/modules/notifications/reads/unread.ts";
import type { Work } from "../../../db/core/work.ts";
import { startEdgeApart } from "../baseline/edge-apart.ts";
import { compareCold, type ColdRead } from "../compare.ts";
import { Traffic } from "../measure.ts";
import { fill, makeInstitution } from "../million/institution.ts";
import { manyNotifications, notificationTables } from "../million/notifications.ts";
import { enrol, openSessionsOf, type Visitor } from "../people.ts";
import { ratio, type Scenario } from "../scenario.ts";
import type { Stage } from "../stage.ts";
import { touchedBy } from "../touched.ts";

const path = "/api/v1/notifications";
const times = 250;
/** Each asks once for how much is unread: the answer is remembered. */
const readers = 3 * times;
/** An index is some levels deeper over a thousand times as much. */
const deeper = 1.5;

/** What people were told, where it is much and where it is little. */
export const notifications: Scenario = {
  title: "unread and page 1 of 1,000,000 notifications, of 1,000",
  async run(stage) {
    const few = await tell(stage, "kabar-ribu", 1_000);
    const many = await tell(stage, "kabar-juta", 1_000_000);
    const { port, pids } = await startEdgeApart(stage);
    const apart = { ...stage, pids: () => ({ ...stage.pids(), edge: pids }) };

    const unread = (visitors: readonly Visitor[], kind: string): ColdRead => {
      const traffic = new Traffic(kind);
      return { traffic, request: (turn) => traffic.get(port, `${path}/unread`, visitors[turn]?.token ?? "") };
    };
    const page = (visitors: readonly Visitor[], kind: string): ColdRead => {
      const traffic = new Traffic(kind);
      const at = (turn: number): string => `${path}?setelah=${cursorBefore(turn)}`;
      return { traffic, request: (turn) => traffic.get(port, at(turn), visitors[turn]?.token ?? "") };
    };
    const counts = await compareCold(
      apart,
      port,
      [unread(few.visitors, "unread among 1,000 notifications"), unread(many.visitors, "unread among 1,000,000")],
      times,
      deeper,
    );
    const pages = await compareCold(
      apart,
      port,
      [page(few.visitors, "page 1 of 1,000 notifications"), page(many.visitors, "page 1 of 1,000,000")],
      times,
      deeper,
    );
    const blocks = (read: (work: Work, userId: string) => Promise<unknown>): Promise<number[]> =>
      Promise.all(
        [few, many].map(
          async ({ id, visitors }) =>
            (await touchedBy(stage, id, (work) => read(work, visitors[0]?.principal.user_id ?? ""))).blocks,
        ),
      );
    const [fewCounted = 0, manyCounted = 0] = await blocks(readUnread);
    const [fewListed = 0, manyListed = 0] = await blocks((work, userId) =>
      readNotifications(work, userId, notificationList.query.parse({})),
    );
    return {
      figures: [
        ...counts.figures,
        ...pages.figures,
        {
          name: "blocks for unread, of 1,000",
          value: ratio(manyCounted, fewCounted),
          unit: "×",
          target: { atMost: deeper },
        },
        {
          name: "blocks for page 1, of 1,000",
          value: ratio(manyListed, fewListed),
          unit: "×",
          target: { atMost: deeper },
        },
        { name: "blocks for unread among 1,000,000", value: manyCounted, unit: "" },
        { name: "blocks for page 1 of 1,000,000", value: manyListed, unit: "" },
      ],
      costs: [...counts.costs, ...pages.costs],
      notes: [
        `What was said to ${readers} people of either institution: to everybody, to lecturers, to the programme, to each. Filling the tables took ${Math.round(few.seconds + many.seconds)} s.`,
      ],
    };
  },
};

async function tell(stage: Stage, slug: string, count: number) {
  const id = await makeInstitution(stage, slug, `auditor.${slug}`);
  const usernames = await enrol(stage, readers, slug);
  const seconds = await fill(stage, notificationTables, manyNotifications(slug, count));
  return { id, seconds, visitors: await openSessionsOf(stage, usernames, slug) };
}

/** The first page by an address that nobody has used: what came before a time that never comes. */
function cursorBefore(turn: number): string {
  const id = `efffffff-ffff-7fff-bfff-${turn.toString(16).padStart(12, "0")}`;
  return encodeCursor({ sort: "-dibuat", key: null, id });
}
