import { join } from "node:path";
import { describeBaseline, helloScript } from "../baseline/hello.ts";
import { median, startOnce, type Start } from "../baseline/start-once.ts";
import { openSessions } from "../people.ts";
import { ratio, type Figure, type Scenario } from "../scenario.ts";

const starts = 5;

/** A page of the portal, which belongs to no module. */
const kernel = "/health";
/** A first route of five modules: each has its routes evaluated when it is first asked. */
const ofModules = [
  "/api/v1/sppd?per_page=1",
  "/api/v1/identity/me",
  "/api/v1/modules",
  "/api/v1/notifications",
  "/api/v1/referensi/golongan",
];

/** What is asked of a fresh isolate, and how many modules that loads. */
const loads = [
  { name: "no module", paths: [kernel] },
  { name: "one module", paths: [kernel, ...ofModules.slice(0, 1)] },
  { name: "five modules", paths: [kernel, ...ofModules] },
] as const;

/** How long a fresh isolate takes, and what of it modules cost. */
export const coldStart: Scenario = {
  title: "a cold start with no module, one, five loaded",
  async run(stage) {
    const [visitor] = await openSessions(stage, "agendaris", 1);
    const token = visitor?.token ?? "";
    const product = { bundle: join(stage.folder, "build", "edge"), env: { ...stage.stack.env } };
    const bare: Start[] = [];
    const taken = loads.map((): Start[] => []);
    // In turn: what the machine does besides is then everybody's alike.
    for (let turn = 0; turn < starts; turn += 1) {
      const places = describeBaseline(stage.folder, `start-${turn}`, helloScript);
      bare.push(await startOnce(places, ["/"], ""));
      for (const [at, { paths }] of loads.entries()) {
        taken[at]?.push(await startOnce({ ...places, ...product }, paths, token));
      }
    }
    const of = (all: readonly Start[] | undefined, what: keyof Start): number | null =>
      median((all ?? []).map((start) => start[what]));
    const figures = loads.flatMap(({ name }, at): Figure[] => [
      { name: `${name}, of a bare hello's`, value: ratio(of(taken[at], "ms"), of(bare, "ms")), unit: "×" },
      { name: `${name}, from start to answer`, value: of(taken[at], "ms"), unit: "ms" },
      { name: `${name}, CPU of a bare hello's`, value: ratio(of(taken[at], "cpuMs"), of(bare, "cpuMs")), unit: "×" },
      { name: `${name}, CPU`, value: of(taken[at], "cpuMs"), unit: "ms" },
    ]);
    return {
      figures,
      notes: [
        `Each is the median of ${starts} fresh workerd processes, started in turn, with a first answer from each of those modules, reads of Redis and Postgres in it. All modules are in one bundle, which every start reads and none evaluates: a module is evaluated with its schemas by the first request for it.`,
      ],
    };
  },
};
