import type { CostBody, CostForm, NightRow, PlainRow } from "./cost-form.ts";

type Proof = { readonly riil: boolean; readonly bukti: readonly string[]; readonly catatan: string };

/** What is saved of a form, and where each row of it goes: what the platform says of `/penginapan/1` is about that row. */
export function bodyOf(form: CostForm): { readonly body: CostBody; readonly places: ReadonlyMap<string, string> } {
  const places = new Map<string, string>();
  const placed = <Row extends { key: string }, Given>(
    list: string,
    rows: readonly Row[],
    give: (row: Row) => Given,
  ): Given[] =>
    rows.map((row, at) => {
      places.set(row.key, `/${list}/${at}`);
      return give(row);
    });
  const body: CostBody = {
    transpor: placed("transpor", form.transpor, plain),
    taksi: placed("taksi", form.taksi, ({ provinsi_kode, kali, jumlah, tanggal, ...row }) => ({
      provinsi_kode,
      kali,
      jumlah: jumlah ?? 0,
      ...dated(tanggal),
      ...proof(row),
    })),
    sewa: placed("sewa", form.sewa, ({ kendaraan, provinsi_kode, hari, jumlah, ...row }) => ({
      kendaraan,
      provinsi_kode,
      hari,
      jumlah: jumlah ?? 0,
      ...proof(row),
    })),
    penginapan: placed(
      "penginapan",
      form.penginapan.filter(({ stay }) => stay !== "none"),
      night,
    ),
    lain: placed("lain", form.lain, plain),
    ...(form.representasi === false ? { representasi: false } : {}),
    pernyataan: form.pernyataan,
  };
  return { body, places };
}

/** The rows whose amount is not written yet: nothing is saved before it is. */
export function withoutAmount(form: CostForm): string[] {
  return [
    ...form.transpor,
    ...form.taksi,
    ...form.sewa,
    ...form.penginapan.filter(({ stay }) => stay === "hotel"),
    ...form.lain,
  ]
    .filter(({ jumlah }) => jumlah === null)
    .map(({ key }) => key);
}

/** Whether something in it stands on the traveller's word alone. */
export function needsWord(form: CostForm): boolean {
  const { transpor, taksi, sewa, penginapan, lain } = form;
  const nights = penginapan.filter(({ stay }) => stay !== "none");
  return (
    [...transpor, ...taksi, ...sewa, ...nights, ...lain].some(({ riil }) => riil) ||
    nights.some(({ stay }) => stay === "elsewhere")
  );
}

/** What was written so far, in rupiah. */
export function written(form: CostForm): number {
  const nights = form.penginapan.filter(({ stay }) => stay === "hotel");
  return [...form.transpor, ...form.taksi, ...form.sewa, ...nights, ...form.lain].reduce(
    (sum, { jumlah }) => sum + (jumlah ?? 0),
    0,
  );
}

function plain({ uraian, tanggal, jumlah, ...row }: PlainRow) {
  return { uraian, ...dated(tanggal), jumlah: jumlah ?? 0, ...proof(row) };
}

function night({ tanggal, stay, jumlah, uraian, sekamar_dengan, ...row }: NightRow) {
  const hotel = stay === "hotel";
  return {
    tanggal,
    menginap: hotel,
    ...(hotel ? { jumlah: jumlah ?? 0 } : {}),
    ...(uraian.trim().length >= 3 && hotel ? { uraian: uraian.trim() } : {}),
    ...(hotel && sekamar_dengan !== "" ? { sekamar_dengan } : {}),
    ...(hotel ? proof(row) : {}),
  };
}

const dated = (tanggal: string): { tanggal?: string } => (tanggal === "" ? {} : { tanggal });

function proof({ riil, bukti, catatan }: Proof): { riil: boolean; bukti: string[]; catatan?: string } {
  return {
    riil,
    bukti: riil ? [] : [...bukti],
    ...(catatan.trim() === "" ? {} : { catatan: catatan.trim() }),
  };
}
