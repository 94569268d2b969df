import pg from "pg";
import { describeUniversity, SLUG_DEMO } from "./demo/university.ts";
import { createInstitution } from "./institution.ts";
import type { PersonSpec } from "./institution-spec.ts";
import { hashForSeed } from "./password.ts";

/** The password of everybody at the demo university. */
const KATA_SANDI_DEMO = "serambi-demo-2026";

/** Whom a visitor may want to be, by user name: one for each role. */
const DICETAK = [
  "ratna.w",
  "operator",
  "kaprodi",
  "wadek",
  "dekan",
  "warek",
  "rektor",
  "agendaris",
  "ppk",
  "bendahara",
  "auditor",
  "admin",
];

/** The demo university's name, and one person for each role. */
export interface SeededDemo {
  readonly institution: string;
  readonly people: { nama: string; username: string; password: string; peran: string }[];
}

/**
 * Sets up the demo university in a database that is up to date, with the owner's connection. It is told apart by its
 * slug, which the database lets nobody take twice: a second call throws and changes nothing.
 */
export async function seedDemo(options: { ownerUrl: string; say(line: string): void }): Promise<SeededDemo> {
  const { ownerUrl, say } = options;
  const tahunIni = new Date().getUTCFullYear();
  const tahun = [-2, -1, 0, 1].map((selisih) => tahunIni + selisih);
  const university = describeUniversity(tahun);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await createInstitution(client, university, await hashForSeed(KATA_SANDI_DEMO));
    say(`demo institution ${SLUG_DEMO}: ${university.people.length} people`);
  } finally {
    await client.end();
  }
  return { institution: university.nama, people: listPrinted(university.people) };
}

function listPrinted(people: readonly PersonSpec[]): SeededDemo["people"] {
  return DICETAK.flatMap((username) =>
    people
      .filter((person) => person.username === username)
      .map(({ nama, roles = [] }) => ({
        nama,
        username,
        password: KATA_SANDI_DEMO,
        peran: roles.map(({ peran }) => peran).join(", "),
      })),
  );
}
