import { checked, fileOf } from "../setup/imports.ts";
import type { TestInstitution } from "../setup/institution.ts";
import type { Arranged } from "./requests.ts";

/** Where arrangements take place. */
interface Place {
  readonly institution: TestInstitution;
}

/** A file of two people, one of them wrong. */
const fewPeople = fileOf([
  ["Nama", "NIM"],
  ["Bima Sakti", "20268001"],
  ["Salah Nomor", "x"],
]);

/** As ADM, about an import of theirs that has been looked at; some of its rows have errors. */
async function aboutImport({ institution }: Place): Promise<Arranged> {
  return { as: "ADM", params: { id: (await checked(await institution.actor("ADM"), fewPeople)).id } };
}

const byAdm = () => Promise.resolve({ as: "ADM" });

/** How the examples of importing people come to work. */
export const importArrangements: Readonly<Record<string, (place: Place) => Promise<Arranged>>> = {
  getImportTemplate: byAdm,
  startImport: () => Promise.resolve({ as: "ADM", file: fewPeople }),
  getImport: aboutImport,
  listImportRows: aboutImport,
  commitImport: aboutImport,
  getImportErrors: aboutImport,
};
