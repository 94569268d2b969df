import { migrate } from "../../db/migrate.ts";
import { readSettings, run } from "./command.ts";

/** `npm run db:migrate`: brings the database of the environment up to date. Running it again changes nothing. */
await run(async () => {
  const [ownerUrl, appPassword, opsPassword] = readSettings(
    "OWNER_DATABASE_URL",
    "APP_DATABASE_PASSWORD",
    "OPS_DATABASE_PASSWORD",
  );
  const { applied } = await migrate({ ownerUrl, appPassword, opsPassword, say: (line) => console.log(line) });
  return applied.length === 0 ? "up to date" : `${applied.length} migrations applied`;
});
