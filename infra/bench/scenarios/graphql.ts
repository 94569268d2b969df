import type { PlannedRequest } from "../load/plan.ts";
import { measureTraffic, Traffic } from "../measure.ts";
import { enrol, openSessionsOf } from "../people.ts";
import { ratio, type Cost, type Scenario } from "../scenario.ts";

/** What somebody may ask of the registry in a minute is 60: they are many, and ask fewer times, those of the warming included. */
const people = 75;
const each = 50;
const warming = 2 * people;

const moduleFields = "id name slug description category icon version isCore";

/** The same asked in both ways: of the registry's list of modules, and three levels deep of what the institution has of them. */
const pairs = [
  { name: "modules", path: "/api/v1/modules", query: `{ modules { ${moduleFields} } }` },
  {
    name: "three levels",
    path: "/api/v1/user-modules",
    query: `{ userModules { id isActive activatedAt configuration module { ${moduleFields} } } }`,
  },
] as const;

/** The registry over GraphQL while the isolate remembers it, against the same over REST. */
export const graphql: Scenario = {
  title: "the registry over GraphQL, of the same over REST",
  async run(stage) {
    const port = stage.ports.edge;
    const visitors = await openSessionsOf(stage, await enrol(stage, 2 * pairs.length * people));
    let errors = 0;
    const measure = async (kind: string, ask: (traffic: Traffic, token: string) => PlannedRequest): Promise<Cost> => {
      const traffic = new Traffic(kind);
      const requests = visitors.splice(0, people).map(({ token }) => ask(traffic, token));
      const plan = { port, connections: 32, requests };
      await stage.generator.run({ ...plan, until: { requests: warming } });
      const { measured, cost } = await measureTraffic(stage, traffic, { ...plan, until: { requests: people * each } });
      errors += measured.errors;
      return cost;
    };
    const costs: Cost[] = [];
    const figures = [];
    for (const { name, path, query } of pairs) {
      const rest = await measure(`${name} over REST, warm`, (traffic, token) => traffic.get(port, path, token));
      const asked = await measure(`${name} over GraphQL, warm`, (traffic, token) =>
        traffic.send(port, "/graphql", { query }, token),
      );
      costs.push(rest, asked);
      figures.push(
        {
          name: `CPU for ${name} over GraphQL, of REST's`,
          value: ratio(asked.cpuMs?.edge ?? null, rest.cpuMs?.edge ?? null),
          unit: "×",
        },
        { name: `SQL for ${name} over GraphQL`, value: asked.sql, unit: "round trips", target: { atMost: 0 } },
        { name: `Redis for ${name} over GraphQL, of REST's`, value: ratio(asked.redis, rest.redis), unit: "×" },
      );
    }
    return { figures: [...figures, { name: "errors", value: errors, unit: "", target: { atMost: 0 } }], costs };
  },
};
