import { expect, it } from "vitest";
import { Complaints } from "./complaints.ts";

it("an outage of the database is told once, another one again, and whatever else fails each time", () => {
  const said: string[] = [];
  const complaints = new Complaints((line) => said.push(line));
  const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" });
  complaints.add(new Error("Connection terminated unexpectedly"));
  complaints.add(refused, "msg_1");
  complaints.add(new Error("no such message"), "msg_2");
  complaints.add(new Error("no such message"), "msg_2");
  complaints.add(refused);
  complaints.databaseIsThere();
  complaints.add(refused, "msg_3");
  expect(said).toEqual([
    "qstash: Connection terminated unexpectedly\n",
    "qstash: msg_2: no such message\n",
    "qstash: msg_2: no such message\n",
    "qstash: msg_3: connect ECONNREFUSED 127.0.0.1:5432\n",
  ]);
});
