import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { choosePorts, defaultPorts, findFreePort, isFree } from "./ports.ts";
import { StartError } from "./start-error.ts";

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  }
});

async function takePort(port = 0): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : 0;
}

describe("a port set by an environment variable", () => {
  it("is taken as it is when it is free", async () => {
    const port = await findFreePort();
    const ports = await choosePorts({ SERAMBI_PORT_EDGE: String(port) }, () => undefined);
    expect(ports.edge).toBe(port);
  });

  it("is refused in plain words when another program has it", async () => {
    const port = await takePort();
    const choice = choosePorts({ SERAMBI_PORT_NEON: String(port) }, () => undefined);
    await expect(choice).rejects.toThrow(`Port ${port}, which SERAMBI_PORT_NEON asks for, is taken`);
    await expect(choice).rejects.toBeInstanceOf(StartError);
  });

  it("is refused when it is no port, or the same as another's", async () => {
    for (const wrong of ["edge", "0", "65536", "80.5", "-1"]) {
      await expect(choosePorts({ SERAMBI_PORT_EDGE: wrong }, () => undefined)).rejects.toThrow("is not a port");
    }
    const port = String(await findFreePort());
    const twins = choosePorts({ SERAMBI_PORT_EDGE: port, SERAMBI_PORT_REDIS: port }, () => undefined);
    await expect(twins).rejects.toThrow("both given port");
  });
});

describe("a default port", () => {
  it("moves to a free one when it is taken, and says so", async () => {
    // Another stack may have it already; then it is taken all the same.
    if (await isFree(defaultPorts.upstash)) await takePort(defaultPorts.upstash);
    const said: string[] = [];
    const ports = await choosePorts({}, (line) => said.push(line));
    expect(ports.upstash).not.toBe(defaultPorts.upstash);
    expect(await isFree(ports.upstash)).toBe(true);
    expect(said).toContain(`port ${defaultPorts.upstash} (upstash) is taken: using ${ports.upstash}`);
  });
});
