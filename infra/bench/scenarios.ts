import type { Scenario } from "./scenario.ts";
import { coldList } from "./scenarios/cold-list.ts";
import { hello } from "./scenarios/hello.ts";
import { warmList } from "./scenarios/warm-list.ts";

/** Everything that can be measured, in the order it is. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  hello,
  list: warmList,
  "cold-list": coldList,
};
