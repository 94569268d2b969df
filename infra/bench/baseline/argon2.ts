import { cpSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { findFreePort } from "../../local/ports.ts";
import { runWorker } from "../../local/workers/worker.ts";
import { findListener, pin } from "../machine.ts";
import type { Stage } from "../stage.ts";
import { type Baseline, describeBaseline } from "./hello.ts";

const passwords = fileURLToPath(new URL("../../../db/modules/identity/password.ts", import.meta.url));

/** Starts a Worker that checks this password against this hash at every request, with the product's own engine, and does nothing else. */
export async function startArgon2(stage: Stage, hash: string, password: string): Promise<Baseline> {
  const port = await findFreePort();
  const places = describeBaseline(stage.folder, "argon2", "");
  const source = `import { verifyPassword } from ${JSON.stringify(passwords)};
    const answer = async () => new Response(String(await verifyPassword(${JSON.stringify(hash)}, ${JSON.stringify(password)})));
    export default { fetch: answer };`;
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: stage.folder },
    bundle: true,
    format: "esm",
    write: false,
    // The engine itself travels beside the script, as wrangler has it.
    plugins: [
      {
        name: "wasm",
        setup: (building) =>
          building.onResolve({ filter: /\.wasm$/ }, () => ({ path: "./argon2.wasm", external: true })),
      },
    ],
  });
  writeFileSync(join(places.bundle, "edge.js"), outputFiles[0]?.contents ?? "");
  cpSync(createRequire(import.meta.url).resolve("@phi-ag/argon2/argon2.wasm"), join(places.bundle, "argon2.wasm"));
  stage.keep(await runWorker({ ...places, port }));
  const pids = findListener(port);
  pin(pids, "measured");
  return { port, pids };
}
