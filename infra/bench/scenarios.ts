import type { Scenario } from "./scenario.ts";
import { coldList } from "./scenarios/cold-list.ts";
import { coldStart } from "./scenarios/cold-start.ts";
import { consoleVisit } from "./scenarios/console.ts";
import { crowd } from "./scenarios/crowd.ts";
import { dashboard } from "./scenarios/dashboard.ts";
import { endurance } from "./scenarios/endurance.ts";
import { export100k } from "./scenarios/export-100k.ts";
import { footprint } from "./scenarios/footprint.ts";
import { graphql } from "./scenarios/graphql.ts";
import { hello } from "./scenarios/hello.ts";
import { issue } from "./scenarios/issue.ts";
import { ladder } from "./scenarios/ladder.ts";
import { live } from "./scenarios/live.ts";
import { login } from "./scenarios/login.ts";
import { monthEnd } from "./scenarios/month-end.ts";
import { notifications } from "./scenarios/notifications.ts";
import { ordersMillion } from "./scenarios/orders-million.ts";
import { papers } from "./scenarios/papers.ts";
import { registry } from "./scenarios/registry.ts";
import { tokenCheck } from "./scenarios/token-check.ts";
import { uncached } from "./scenarios/uncached.ts";
import { users } from "./scenarios/users.ts";
import { warmList } from "./scenarios/warm-list.ts";

/** Everything that can be measured, in the order it is. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  hello,
  list: warmList,
  "cold-list": coldList,
  dashboard,
  registry,
  graphql,
  live,
  crowd,
  endurance,
  uncached,
  issue,
  papers,
  token: tokenCheck,
  login,
  ladder,
  footprint,
  "cold-start": coldStart,
  // Last: what fills the database would be in the way of the others.
  users,
  notifications,
  "month-end": monthEnd,
  "export-100k": export100k,
  console: consoleVisit,
  "orders-million": ordersMillion,
};
