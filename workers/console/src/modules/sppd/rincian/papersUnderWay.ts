import { reactive } from "vue";

/** How far the job is that makes the papers of an order. */
export interface PaperJob {
  readonly id: string;
  readonly status: string;
  readonly done: number;
  readonly total: number;
}

/** The jobs that this page started, by their orders: who issues letters sees how far their papers are. */
const jobs = reactive(new Map<string, PaperJob>());

/** A job that makes papers of an order has been started. */
export function followPapers(order: string, job: string): void {
  jobs.set(order, { id: job, status: "recorded", done: 0, total: 0 });
}

/** The job that makes papers of an order; undefined when this page started none. */
export function papersUnderWay(order: string): PaperJob | undefined {
  return jobs.get(order);
}

/** What was told of a job: of those that are not followed nothing is kept. */
export function hearOfPapers(told: Readonly<Record<string, unknown>>): void {
  for (const [order, { id }] of jobs) {
    if (id !== told["id"]) continue;
    jobs.set(order, {
      id,
      status: String(told["status"]),
      done: Number(told["done"]),
      total: Number(told["total"]),
    });
  }
}

/** Whether nothing more comes of a job. */
export function hasEnded({ status }: PaperJob): boolean {
  return ["done", "dead", "cancelled"].includes(status);
}
