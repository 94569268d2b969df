import type { PersonSpec } from "../institution-spec.ts";
import { acak, type Acak } from "../reference/acak.ts";
import { inventPerson, type OrangDemo } from "../reference/names.ts";
import { KURSI, type Kursi } from "./seats.ts";

/** The seed of everything that chance decides about the people. */
const SEED_ORANG = 20_260_105;

/** Ends every invented address; `.example` belongs to nobody (RFC 2606). */
const DOMAIN_EMAIL = "serambi-nusantara.example";

/** The 40 people of the demo university, the same at every call: one on each seat, all with an account. */
export function inventPeople(): PersonSpec[] {
  const sumber = acak(SEED_ORANG);
  const nama = new Set<string>();
  const username = new Set(KURSI.flatMap((kursi) => kursi.username ?? []));
  return KURSI.map((kursi, i) => {
    const orang = seat(sumber, kursi, i + 1, nama);
    nama.add(orang.nama);
    const akun = kursi.username ?? freeUsername(orang.nama, username);
    username.add(akun);
    const { jenis_kelamin, tanggal_lahir, gelar_depan, gelar_belakang, nip, status, golongan } = orang;
    return {
      key: akun,
      nama: orang.nama,
      ...(gelar_depan === undefined ? {} : { gelar_depan }),
      ...(gelar_belakang === undefined ? {} : { gelar_belakang }),
      nip,
      status,
      jenis_kelamin,
      tanggal_lahir,
      golongan,
      jabatan: kursi.jabatan ?? orang.jabatan,
      ...(kursi.kesetaraan === undefined ? {} : { kesetaraan: kursi.kesetaraan }),
      unit: kursi.unit,
      username: akun,
      email: `${akun}@${DOMAIN_EMAIL}`,
      roles: kursi.peran.map((peran) => ({ peran, unit: kursi.wilayah ?? kursi.unit })),
      offices: kursi.pejabat === undefined ? [] : [{ unit: kursi.unit, ...kursi.pejabat }],
    };
  });
}

/** Draws people until one fits the seat, so that a dean is never a junior lecturer and no two share a name. */
function seat(sumber: Acak, kursi: Kursi, urut: number, terpakai: ReadonlySet<string>): OrangDemo {
  for (;;) {
    const orang = inventPerson(sumber, kursi.bidang, urut);
    const bernama = kursi.nama === undefined ? orang : { ...orang, nama: kursi.nama.teks };
    const kelamin = kursi.nama === undefined || kursi.nama.jenis_kelamin === orang.jenis_kelamin;
    if (kelamin && fits(kursi.jenjang, orang) && !terpakai.has(bernama.nama)) return bernama;
  }
}

function fits(jenjang: Kursi["jenjang"], { golongan, status }: OrangDemo): boolean {
  return jenjang === undefined || (status === "PNS" && jenjang.includes(golongan));
}

/** "ratih.w", or with a number behind when somebody has it. */
function freeUsername(nama: string, terpakai: ReadonlySet<string>): string {
  const [depan = "", belakang = ""] = nama.toLowerCase().split(" ");
  const dasar = `${depan}.${belakang.slice(0, 1)}`;
  for (let urut = 1; ; urut += 1) {
    const calon = urut === 1 ? dasar : `${dasar}${urut}`;
    if (!terpakai.has(calon)) return calon;
  }
}
