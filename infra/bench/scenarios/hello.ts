import { startHello, startStatic } from "../baseline/hello.ts";
import { answersPerCpuSecond } from "../measure.ts";
import type { LoadPlan } from "../load/plan.ts";
import { openSessions } from "../people.ts";
import { ratio, type Scenario } from "../scenario.ts";
import type { Stage } from "../stage.ts";
import { listPath } from "./mix.ts";

/** What workerd gives by itself, and with a body as long as the list's. */
export const hello: Scenario = {
  title: "workerd by itself",
  async run(stage) {
    const bare = await startHello(stage);
    const list = await startStatic(stage, await readList(stage));
    const one = await answersPerCpuSecond(stage, bare.pids, anonymous(bare.port, 5));
    const other = await answersPerCpuSecond(stage, list.pids, anonymous(list.port, 5));
    return {
      figures: [
        { name: "the list's bytes, static, of hello", value: ratio(other.perCpuSecond, one.perCpuSecond), unit: "×" },
        { name: "hello, for a second of CPU", value: one.perCpuSecond, unit: "answers" },
        { name: "the list's bytes, static, for a second of CPU", value: other.perCpuSecond, unit: "answers" },
      ],
    };
  },
};

/** A load of a Worker that asks for nothing, warmed up for its first second. */
export function anonymous(port: number, seconds: number): LoadPlan {
  const text = `GET / HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`;
  return { port, connections: 64, requests: [{ kind: "anonymous", text }], until: { seconds } };
}

/** The list as somebody who sees everything gets it. */
export async function readList(stage: Stage): Promise<string> {
  const [visitor] = await openSessions(stage, "agendaris", 1);
  const response = await fetch(`${stage.stack.urls.edge}${listPath}`, {
    headers: { authorization: `Bearer ${visitor?.token}` },
  });
  if (response.status !== 200) throw new Error(`the list answered ${response.status}: ${await response.text()}`);
  return await response.text();
}
