import type { Order } from "./order.ts";

/** A stage that an order has not come to: an approval says of which level. */
export interface Stage {
  readonly name:
    | "diajukan"
    | "st_terbit"
    | "spd_terbit"
    | "berjalan"
    | "menunggu_laporan"
    | "pertanggungjawaban"
    | "selesai";
  readonly level?: number;
}

/** The way of every order that nobody stops. */
const way = [
  "diajukan",
  "st_terbit",
  "spd_terbit",
  "berjalan",
  "menunggu_laporan",
  "pertanggungjawaban",
  "selesai",
] as const;
/** How far each state is on that way: the stages before it are behind. */
const passed: Readonly<Partial<Record<Order["status"], number>>> = {
  draft: 0,
  diajukan: 1,
  disetujui: 1,
  st_terbit: 2,
  spd_terbit: 3,
  berjalan: 4,
  menunggu_laporan: 5,
  pertanggungjawaban: 6,
  rampung: 6,
};

/** What is still to come of an order, after the step that waits now; nothing of one that has ended. */
export function aheadOf(order: Order): Stage[] {
  const behind = passed[order.status];
  if (behind === undefined) return [];
  const levels = order.status === "diajukan" ? order.rantai.slice(order.langkah + 1) : [];
  // What waits now is shown as such, and is not to come besides.
  const waiting = order.giliran && ["disetujui", "st_terbit"].includes(order.status) ? 1 : 0;
  return [
    ...levels.map((level): Stage => ({ name: "diajukan", level })),
    ...way
      .slice(behind + waiting)
      .filter((name) => name !== "spd_terbit" || !order.tanpa_spd)
      .map((name): Stage => ({ name })),
  ];
}

/** The sign and the colour of what somebody did. */
export function lookOf(action: string): { readonly icon: string; readonly tone: string } {
  return looks[action] ?? { icon: "i-lucide-dot", tone: "text-muted" };
}

const good = "text-success";
const bad = "text-error";
const back = "text-warning";
const plain = "text-muted";
const looks: Readonly<Record<string, { readonly icon: string; readonly tone: string }>> = {
  buat: { icon: "i-lucide-file-plus", tone: plain },
  ubah: { icon: "i-lucide-pencil", tone: plain },
  ajukan: { icon: "i-lucide-send", tone: plain },
  tarik: { icon: "i-lucide-undo-2", tone: back },
  setujui: { icon: "i-lucide-check", tone: good },
  eskalasi: { icon: "i-lucide-chevrons-up", tone: back },
  kembalikan: { icon: "i-lucide-undo-2", tone: back },
  tolak: { icon: "i-lucide-x", tone: bad },
  terbitkan_st: { icon: "i-lucide-stamp", tone: good },
  terbitkan_spd: { icon: "i-lucide-file-check", tone: good },
  bayar_uang_muka: { icon: "i-lucide-banknote", tone: plain },
  mulai: { icon: "i-lucide-plane-takeoff", tone: plain },
  ubah_perjalanan: { icon: "i-lucide-route", tone: back },
  kembali: { icon: "i-lucide-house", tone: plain },
  isi_biaya: { icon: "i-lucide-receipt-text", tone: plain },
  kirim_laporan: { icon: "i-lucide-notebook-pen", tone: plain },
  kembalikan_laporan: { icon: "i-lucide-undo-2", tone: back },
  beri_dispensasi: { icon: "i-lucide-badge-check", tone: good },
  periksa_biaya: { icon: "i-lucide-search-check", tone: plain },
  sahkan_rampung: { icon: "i-lucide-badge-check", tone: good },
  bayar: { icon: "i-lucide-banknote", tone: good },
  arsipkan: { icon: "i-lucide-archive", tone: plain },
  batalkan: { icon: "i-lucide-ban", tone: bad },
  minta_pembatalan: { icon: "i-lucide-file-x", tone: back },
  sahkan_pembatalan: { icon: "i-lucide-ban", tone: bad },
};
