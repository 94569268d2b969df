import { livePatienceMs, type Bulletin } from "../../db/core/live.ts";
import { within } from "../../db/core/patience.ts";
import { hubPaths } from "./protocol.ts";

/** The hub of an institution. */
export function hubOf(hubs: DurableObjectNamespace, institution: string): DurableObjectStub {
  return hubs.get(hubs.idFromName(institution));
}

/** Tells an institution's hub. Throws when it does not take it, or does not answer in time. */
export async function tellHub(hubs: DurableObjectNamespace, institution: string, bulletin: Bulletin): Promise<void> {
  const body = JSON.stringify(bulletin);
  const told = await within(
    livePatienceMs,
    hubOf(hubs, institution).fetch(`https://hub${hubPaths.publish}`, { method: "POST", body }),
  );
  if (told === "late") throw new Error("the live hub did not answer in time");
  if (!told.ok) throw new Error(`the live hub answered ${told.status}`);
}
