import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import * as z from "zod";
import type { Config } from "../../../db/core/env.ts";
import { seedDemo } from "../../../db/seed/demo.ts";
import { keepUpload } from "../objects.ts";
import { localLicences } from "../secrets.ts";

const shape = z.object({
  institution: z.string(),
  people: z.array(z.object({ nama: z.string(), username: z.string(), password: z.string(), peran: z.string() })),
});

/** The demo's institution, and who can sign in to it. */
export type Demo = z.infer<typeof shape>;

/**
 * Fills a database that has no institution with the demo's, and writes down who can sign in (`demo.json`): the passwords
 * are printed at every start, and the database knows only their hashes.
 */
export async function prepareDemo(options: {
  folder: string;
  ownerUrl: string;
  /** Where the product's services are: open letters are issued through them. */
  config: Config;
  /** The control port's address: files that the demo brings are put through it. */
  controlUrl: string;
  licencePrivateKey: string;
  say(line: string): void;
}): Promise<Demo> {
  const { folder, ownerUrl, config, controlUrl, licencePrivateKey, say } = options;
  const file = join(folder, "demo.json");
  if (await isEmpty(ownerUrl)) {
    const start = performance.now();
    const { people, institution } = await seedDemo({
      ownerUrl,
      config,
      signer: { kid: localLicences, privateKey: licencePrivateKey },
      keepFile: keepUpload(controlUrl),
      say,
    });
    writeFileSync(file, `${JSON.stringify({ people, institution }, undefined, 2)}\n`);
    say(`✓ demo data (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  }
  return existsSync(file)
    ? shape.parse(JSON.parse(readFileSync(file, "utf8")))
    : { institution: "No demo institution here", people: [] };
}

async function isEmpty(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from institutions limit 1");
    return rowCount === 0;
  } finally {
    await client.end();
  }
}
