import { parseArgs } from "node:util";
import { nameOperator } from "../../db/operators.ts";
import { readSettings, run } from "./command.ts";

/**
 * `npm run operator:add -- --institution <slug> --email <address>` makes somebody who has an account an operator of the platform,
 * `operator:remove` no longer. Only the owner of the database can.
 */
await run(async () => {
  const [ownerUrl] = readSettings("OWNER_DATABASE_URL");
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { institution: { type: "string" }, email: { type: "string" } },
  });
  const [change] = positionals;
  const { institution, email } = values;
  if ((change !== "add" && change !== "remove") || !institution || !email) {
    throw new Error("say whom:\n  --institution  slug of their institution\n  --email  address that they log in with");
  }
  const named = await nameOperator(ownerUrl, change, { institution, email });
  if (named === "nobody") throw new Error(`nobody at ${institution} may log in as ${email}`);
  const is = change === "add" ? "is an operator" : "is no operator";
  if (named === "same") return `${email} ${is} already; nothing was changed`;
  const factor = change === "add" ? "; without a second factor they must set one up first" : "";
  return `${email} ${is} of the platform now${factor}`;
});
