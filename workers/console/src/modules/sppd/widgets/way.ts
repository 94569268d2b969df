import type { Output } from "../../../api/operation.ts";

type Queue = Output<"summariseWaiting">["data"][number]["menunggu"];

/** Queues of the page on which costs are verified and paid. */
const ofCosts: readonly Queue[] = ["pemeriksaan", "pembayaran", "rampung"];

/** Where a queue is worked off: decisions and costs have pages of their own, the others are the list, asked for them alone. */
export function wayTo(queue: Queue): string {
  if (queue === "saya") return "/persetujuan";
  if (ofCosts.includes(queue)) return `/verifikasi?antrean=${queue}`;
  return `/sppd?${new URLSearchParams({ "filter[menunggu]": queue })}`;
}
