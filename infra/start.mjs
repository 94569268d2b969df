// `npm start`, `npm run stack`, `npm run reset`: installs what is missing, then runs infra/local/cli/<name>.ts in this process.
import { prepare } from "./launch/prepare.mjs";

const [name, ...rest] = process.argv.slice(2);
process.argv = [...process.argv.slice(0, 2), ...rest];
await prepare();
const { register } = await import("tsx/esm/api");
register();
await import(`./local/cli/${name}.ts`);
