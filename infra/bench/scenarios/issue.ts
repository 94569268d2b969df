import { renderAlone } from "../baseline/render-alone.ts";
import { auditOrders, readSnapshots } from "../books.ts";
import { whenJobsAreDone } from "../database.ts";
import { Journey } from "../load/journey.ts";
import { observe } from "../measure.ts";
import { issueOrders } from "../orders.ts";
import { openSessions } from "../people.ts";
import { ratio, type Figure, type Scenario } from "../scenario.ts";

const orders = 200;

/** Orders from the draft to their documents: over HTTP, through the queue, rendered and stored. */
export const issue: Scenario = {
  title: `${orders} orders, from the draft to their documents`,
  async run(stage) {
    const journey = new Journey(`${stage.stack.urls.edge}/api/v1`);
    const [admin] = await openSessions(stage, "admin", 1);
    const start = performance.now();
    const { value: ids, cpu } = await observe(stage, async () => {
      const issued = await issueOrders(stage, journey, orders);
      await whenJobsAreDone(stage.stack.ownerUrl);
      return issued;
    });
    const seconds = (performance.now() - start) / 1000;
    const books = await auditOrders(stage, ids, admin?.principal.institution_id ?? "");
    for (const wait of books.waits) journey.note("documents, after the issue", wait);
    const engines = await renderAlone(await readSnapshots(stage, ids.slice(0, 50)));
    const perCpuSecond = cpu && books.documents / cpu.functions;
    const steps = [...journey.steps].map(([name, took]): Figure => ({
      name: `p95, ${name}`,
      value: took.percentile(0.95),
      unit: "ms",
    }));
    return {
      figures: [
        { name: "documents lost", value: books.lost + 2 * orders - books.documents, unit: "", target: { atMost: 0 } },
        {
          name: "numbers, documents, log rows, jobs or files doubled",
          value: books.doubled,
          unit: "",
          target: { atMost: 0 },
        },
        { name: "documents for a second of CPU, of the bare engines", value: ratio(perCpuSecond, engines), unit: "×" },
        { name: "documents for a second of CPU, functions", value: perCpuSecond, unit: "documents" },
        { name: "documents for a second of CPU, bare engines", value: engines, unit: "documents" },
        { name: "orders", value: orders / seconds, unit: "/s" },
        ...steps,
      ],
      costs: [
        {
          traffic: "order, draft to documents",
          answers: orders,
          cpuMs: cpu && {
            edge: (cpu.edge * 1000) / orders,
            functions: (cpu.functions * 1000) / orders,
            redis: (cpu.redis * 1000) / orders,
            postgres: (cpu.postgres * 1000) / orders,
          },
          sql: null,
          redis: null,
        },
      ],
      notes: [
        "A document is its PDF and its DOCX. The bare engines are pdfmake and docx with the same layouts, alone in a Node process.",
      ],
    };
  },
};
