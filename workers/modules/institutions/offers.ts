import { LRUCache } from "lru-cache";
import * as z from "zod";
import { once } from "../../../db/core/flights.ts";
import type { Language } from "../../../db/core/problem.ts";
import { manifests, type Slug } from "../../../db/modules/registry.ts";
import { readRecommendations } from "../../../db/modules/registry/reads.ts";
import { publicRoute } from "../../http/route.ts";

/** What is recommended to a kind, of which whoever registers is shown this much. */
interface Recommended {
  readonly data: readonly {
    readonly module: { slug: string; name: string; description: string; icon: string; is_core: boolean };
    readonly is_required: boolean;
  }[];
}

/** It changes with a release, or when the operator withdraws a module; registering is refused then, so nobody is misled for long. */
const memoMs = 300_000;
const memo = new LRUCache<string, Recommended>({ max: 200, ttl: memoMs, ttlResolution: 0 });

/** What whoever registers may choose: by anybody, for nobody has a session yet. */
export const offers = publicRoute({
  method: "get",
  path: "/modul",
  operationId: "listOffers",
  summary: "Modul yang disarankan bagi institusi baru dari satu jenis, yang terpenting dulu",
  query: z.strictObject({
    business_type: z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/)
      .meta({ examples: ["perguruan-tinggi"] }),
  }),
  answers: {
    200: {
      description: "Modul; yang wajib aktif dengan sendirinya",
      schema: z.object({
        data: z.array(
          z.object({
            slug: z.string(),
            nama: z.string(),
            uraian: z.string(),
            icon: z.string(),
            wajib: z.boolean(),
          }),
        ),
      }),
    },
  },
  async handle({ work, query, language }) {
    const slug = query.business_type;
    const read = async () => JSON.parse(await readRecommendations(work, { slug })) as Recommended;
    let known = memo.get(slug);
    if (!known) memo.set(slug, (known = await once(`offers:${slug}`, read, work.later)));
    const shown = known.data
      .filter(({ module }) => !module.is_core)
      .map(({ module, is_required }) => ({ ...wordsOf(module, language), icon: module.icon, wajib: is_required }));
    return { body: { data: shown }, headers: { "cache-control": "public, max-age=300", vary: "Accept-Language" } };
  },
});

/** What a module is called in a language; one that only the database knows has the words that stand there. */
function wordsOf({ slug, name, description }: Recommended["data"][number]["module"], language: Language) {
  if (!isManifest(slug)) return { slug, nama: name, uraian: description };
  const { nama, uraian } = manifests[slug];
  return { slug, nama: nama[language], uraian: uraian[language] };
}

const isManifest = (slug: string): slug is Slug => Object.hasOwn(manifests, slug);
