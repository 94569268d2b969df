// The renderers alone: pdfmake and docx in a Node process, the same documents one after the other, with no Worker, queue,
// database or store around them. Answers how many it made for a second of its CPU.
import { skemaSnapshot } from "../../../db/modules/sppd/snapshot-semua.ts";
import { renderDokumen } from "../../../functions/modules/sppd/documents/render.ts";

/** Rendered before anything is measured, so that both engines are compiled as they are in a Worker that is at work. */
const warmUp = 40;

process.on("message", (snapshots: unknown[]) => {
  void renderAll(snapshots).then((perCpuSecond) => process.send?.({ perCpuSecond }));
});
process.on("disconnect", () => process.exit(0));

async function renderAll(snapshots: readonly unknown[]): Promise<number> {
  for (const snapshot of snapshots.slice(0, warmUp)) await render(snapshot);
  const before = process.cpuUsage();
  for (const snapshot of snapshots) await render(snapshot);
  const { user, system } = process.cpuUsage(before);
  return (snapshots.length * 1e6) / (user + system);
}

async function render(snapshot: unknown): Promise<void> {
  await renderDokumen(skemaSnapshot.parse(snapshot));
}
