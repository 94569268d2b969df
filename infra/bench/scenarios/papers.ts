import { renderAlone } from "../baseline/render-alone.ts";
import { ownerRows, whenJobsAreDone } from "../database.ts";
import { Journey, forEachOf } from "../load/journey.ts";
import { observe } from "../measure.ts";
import { openSessions } from "../people.ts";
import { ratio, type Figure, type Scenario } from "../scenario.ts";

/** A job that rendered papers of a settlement, and what its papers say. */
interface PaperJob {
  readonly id: string;
  readonly papers: readonly { readonly id: string; readonly jenis: string; readonly snapshot: unknown }[];
}

/** How many papers are made again, about. */
const wanted = 120;

/** The papers of settlements: reports, statements of costs, declared costs and receipts of the demo's trips, made once more by their jobs. */
export const papers: Scenario = {
  title: "papers of the settlement, made once more",
  async run(stage) {
    const { ownerUrl, urls } = stage.stack;
    const journey = new Journey(`${urls.edge}/api/v1`);
    const [admin] = await openSessions(stage, "admin", 1);
    const jobs = await forgetPapers(ownerUrl);
    const { cpu } = await observe(stage, async () => {
      await forEachOf(jobs, 8, async ({ id }) => {
        await journey.take("send again", admin?.token ?? "", "POST", `/jobs/${id}/retry`);
      });
      await whenJobsAreDone(ownerUrl);
    });
    const made = jobs.flatMap(({ papers: of }) => of);
    const [left] = await ownerRows<{ lost: number }>(
      ownerUrl,
      "select count(*)::int as lost from dokumen where id = any($1::uuid[]) and rendered_at is null",
      [made.map(({ id }) => id)],
    );
    const engines = await renderAlone(made.map(({ snapshot }) => snapshot));
    const perCpuSecond = cpu && made.length / cpu.functions;
    const kinds = new Map<string, number>();
    for (const { jenis } of made) kinds.set(jenis, (kinds.get(jenis) ?? 0) + 1);
    const counts = [...kinds].map(([jenis, value]): Figure => ({ name: jenis.replace("_", " "), value, unit: "" }));
    return {
      figures: [
        { name: "papers lost", value: left?.lost ?? made.length, unit: "", target: { atMost: 0 } },
        { name: "papers for a second of CPU, of the bare engines", value: ratio(perCpuSecond, engines), unit: "×" },
        { name: "papers for a second of CPU, functions", value: perCpuSecond, unit: "documents" },
        { name: "papers for a second of CPU, bare engines", value: engines, unit: "documents" },
        ...counts,
      ],
      notes: [
        "A paper is its PDF and its DOCX. Each job renders what its step issued, finds the same bytes stored and records them again; a job has one paper or two.",
      ],
    };
  },
};

/** Lets the first of those that were rendered not have been, and their jobs be dead: whoever sends them again has them made again. */
async function forgetPapers(ownerUrl: string): Promise<PaperJob[]> {
  const rows = await ownerRows<PaperJob>(
    ownerUrl,
    `select j.id, jsonb_agg(jsonb_build_object('id', d.id, 'jenis', d.jenis, 'snapshot', d.snapshot) order by d.id) as papers
       from jobs j join dokumen d on d.institution_id = j.institution_id and j.payload -> 'dokumen_ids' ? d.id::text
      where j.name = 'sppd.dokumen' and j.status = 'done' and d.jenis not in ('surat_tugas', 'spd') group by j.id order by j.id`,
  );
  let papersSoFar = 0;
  const jobs = rows.filter((job) => (papersSoFar += job.papers.length) <= wanted);
  await ownerRows(
    ownerUrl,
    `with papers as (update dokumen set rendered_at = null, pdf_sha256 = null, pdf_bytes = null, docx_sha256 = null, docx_bytes = null where id = any($1::uuid[]))
     update jobs set status = 'dead' where id = any($2::uuid[])`,
    [jobs.flatMap(({ papers: of }) => of.map(({ id }) => id)), jobs.map(({ id }) => id)],
  );
  return jobs;
}
