import { transisi, type StatusSppd } from "../../modules/sppd/rules/status.ts";
import type { Step } from "./life.ts";

/** A step that was taken, and the states around it. */
type TakenStep = Step & { readonly dari: StatusSppd | null; readonly ke: StatusSppd };

/** Where an order stands after some steps, and the columns that say so. */
interface Place {
  readonly status: StatusSppd;
  readonly versi: number;
  readonly rantai: readonly number[];
  readonly langkah: number;
  readonly level_menunggu: number | null;
}

/** Where an order stands, and how it came there. */
export type Standing = Place & { readonly steps: readonly TakenStep[] };

/** Takes steps as the product's actions do, along its state table. Throws when the table does not let one. */
export function takeSteps(steps: readonly Step[], rantai: readonly number[]): Standing {
  const taken: TakenStep[] = [];
  let now: Place = { status: "draft", versi: 1, rantai: [], langkah: 0, level_menunggu: null };
  for (const step of steps) {
    const dari = step.aksi === "buat" ? null : now.status;
    const ke = transisi(dari, step.aksi, now.langkah + 1 < now.rantai.length);
    if (ke === undefined) throw new Error(`an order cannot ${step.aksi} from ${dari ?? "nothing"}`);
    taken.push({ ...step, dari, ke });
    now = Object.assign(now, progress(step, now, rantai), { status: ke });
  }
  return { ...now, steps: taken };
}

function progress(step: Step, now: Place, rantai: readonly number[]): Partial<Place> {
  switch (step.aksi) {
    case "ajukan":
      return { rantai, langkah: 0, level_menunggu: rantai[0] ?? null };
    case "setujui":
      return { langkah: now.langkah + 1, level_menunggu: rantai[now.langkah + 1] ?? null };
    case "kembalikan":
      return { versi: now.versi + 1, rantai: [], langkah: 0, level_menunggu: null };
    case "ubah":
      return { versi: now.versi + 1 };
    case "tarik":
      return { rantai: [], level_menunggu: null };
    default:
      return { level_menunggu: null };
  }
}
