import { join } from "node:path";
import { findFreePort } from "../../local/ports.ts";
import { workerConfigs } from "../../local/workers/bundle.ts";
import { runWorker } from "../../local/workers/worker.ts";
import { findListener } from "../machine.ts";
import type { Stage } from "../stage.ts";
import { describeBaseline } from "./hello.ts";

/** Both Workers once more: where the edge listens, who the functions are, and where these tell of their isolate. */
export interface Inspected {
  readonly edge: number;
  readonly pids: { readonly edge: readonly number[]; readonly functions: readonly number[] };
  readonly inspector: number;
}

/** Starts an edge whose jobs go to functions of its own, with buckets of their own, whose isolate can be asked what it holds. */
export async function startInspected(stage: Stage): Promise<Inspected> {
  const places = describeBaseline(stage.folder, "inspected", "");
  const [edge, functions, inspector] = [await findFreePort(), await findFreePort(), await findFreePort()];
  const env = {
    ...stage.stack.env,
    PUBLIC_URL: `http://127.0.0.1:${edge}`,
    FUNCTIONS_URL: `http://127.0.0.1:${functions}`,
  };
  const bundle = (name: string): string => join(stage.folder, "build", name);
  const common = { ...places, env, cronless: true };
  stage.keep(
    await runWorker({
      ...common,
      configPath: workerConfigs.functions,
      bundle: bundle("functions"),
      port: functions,
      inspectorPort: inspector,
    }),
  );
  stage.keep(await runWorker({ ...common, bundle: bundle("edge"), port: edge }));
  return { edge, pids: { edge: findListener(edge), functions: findListener(functions) }, inspector };
}
