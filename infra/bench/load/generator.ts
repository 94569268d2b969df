// A process of its own for asking, on a core of its own: it must take nothing from what it measures.
import { generate } from "./generate.ts";
import type { LoadPlan } from "./plan.ts";

process.on("message", (plan: LoadPlan) => {
  void generate(plan).then((result) => process.send?.(result));
});
process.on("disconnect", () => process.exit(0));
