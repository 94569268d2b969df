import { encodeCursor } from "../../../db/core/cursor.ts";
import { userList } from "../../../db/modules/identity/reads/user-list.ts";
import { readUsers } from "../../../db/modules/identity/reads/users.ts";
import { startEdgeApart } from "../baseline/edge-apart.ts";
import { compareCold, type ColdRead } from "../compare.ts";
import { ownerRows } from "../database.ts";
import { Traffic } from "../measure.ts";
import { fill, makeInstitution } from "../million/institution.ts";
import { millionUsers, userTables } from "../million/users.ts";
import { openSessions } from "../people.ts";
import { ratio, type Figure, type Scenario } from "../scenario.ts";
import { touchedBy } from "../touched.ts";

const count = 1_000_000;
const slug = "juta";
const auditor = "auditor.juta";
/** Fifty a page: as many as come before page 10,000. */
const before = 9_999 * 50;
const sessions = 200;
const times = 600;

/** The first page of a long list, and one in the middle of it. */
export const users: Scenario = {
  title: "page 1 and page 10,000 of 1,000,000 accounts",
  async run(stage) {
    const id = await makeInstitution(stage, slug, auditor);
    const seconds = await fill(stage, userTables, millionUsers(slug, count));
    const { port, pids } = await startEdgeApart(stage);
    const apart = { ...stage, pids: () => ({ ...stage.pids(), edge: pids }) };
    const visitors = await openSessions(stage, auditor, sessions, slug);
    const [last] = await ownerRows<{ nama: string }>(
      stage.stack.ownerUrl,
      "select nama from users where institution_id = $1 order by nama, id offset $2 limit 1",
      [id, before - 1],
    );

    const pageAfter = (kind: string, nama: string): ColdRead => {
      const traffic = new Traffic(kind);
      return {
        traffic,
        request: (turn) =>
          traffic.get(
            port,
            `/api/v1/identity/users?setelah=${cursorBehind(nama, turn)}`,
            visitors[turn % sessions]?.token ?? "",
          ),
      };
    };
    const { figures, costs } = await compareCold(
      apart,
      port,
      [pageAfter("page 1 of 1,000,000 accounts", ""), pageAfter("page 10,000", last?.nama ?? "")],
      times,
    );

    const blocks = async (query: object): Promise<number> =>
      (await touchedBy(stage, id, (work) => readUsers(work, { reach: "all" }, userList.query.parse(query)))).blocks;
    const first = await blocks({});
    const deep = await blocks({ setelah: cursorBehind(last?.nama ?? "", 0) });
    const others = {
      "that are shut": { "filter[aktif]": "false" },
      "in a role that everybody has": { "filter[peran]": "dosen" },
      "found by a rare word": { "filter[cari]": "zamrud" },
      "found by a number": { "filter[cari]": "0500123" },
      "found by a frequent word": { "filter[cari]": "gunawan" },
    };
    const told: Figure[] = [];
    for (const [name, query] of Object.entries(others)) {
      told.push({ name: `blocks for a page, ${name}`, value: await blocks(query), unit: "" });
    }
    return {
      figures: [
        ...figures,
        { name: "blocks for page 10,000, of page 1", value: ratio(deep, first), unit: "×", target: { atMost: 1.15 } },
        { name: "blocks for page 1", value: first, unit: "" },
        ...told,
      ],
      costs,
      notes: [
        `Each page is asked for by ${3 * times} addresses, so that no cache gives it: page 1 as what comes after nobody. Filling the tables took ${Math.round(seconds)} s.`,
      ],
    };
  },
};

/** A cursor behind everybody of a name, or before everybody of all; by the id, which nobody has, it is another one each turn. */
function cursorBehind(nama: string, turn: number): string {
  const id = `ffffffff-ffff-7fff-bfff-${turn.toString(16).padStart(12, "0")}`;
  return encodeCursor({ sort: "nama", key: nama, id });
}
