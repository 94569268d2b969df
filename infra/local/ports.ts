import { createServer } from "node:net";
import { readErrorCode, StartError } from "./start-error.ts";

/** Where each server of the local stack listens on 127.0.0.1 unless told otherwise. */
export const defaultPorts = {
  edge: 8787,
  functions: 8786,
  control: 8788,
  neon: 8789,
  upstash: 8790,
  qstash: 8080,
  mail: 8025,
  postgres: 54329,
  redis: 6399,
} as const;

/** A server of the local stack that has a port. */
export type PortName = keyof typeof defaultPorts;

/** A port for every server. */
export type Ports = Record<PortName, number>;

const names = Object.keys(defaultPorts) as PortName[];

/**
 * Chooses a port for every server. `SERAMBI_PORT_EDGE=9000` fixes one; a fixed port that is taken, or makes no sense, is
 * a StartError. A default that is taken moves to a free port and says so.
 */
export async function choosePorts(environment: NodeJS.ProcessEnv, say: (line: string) => void): Promise<Ports> {
  const ports: Ports = { ...defaultPorts };
  for (const name of names) {
    const variable = `SERAMBI_PORT_${name.toUpperCase()}`;
    const fixed = environment[variable];
    if (fixed !== undefined && fixed !== "") {
      ports[name] = await takeFixedPort(variable, fixed);
    } else if (!(await isFree(defaultPorts[name]))) {
      ports[name] = await findFreePort();
      say(`port ${defaultPorts[name]} (${name}) is taken: using ${ports[name]}`);
    }
  }
  refuseDuplicates(ports);
  return ports;
}

/** A free port for every server, for stacks that must not meet another one. */
export async function chooseFreePorts(): Promise<Ports> {
  const ports: Ports = { ...defaultPorts };
  const chosen: number[] = [];
  for (const name of names) {
    ports[name] = await findPortBeside(chosen);
    chosen.push(ports[name]);
  }
  return ports;
}

/** A free port that is none of these, which were chosen and are not taken yet. */
export async function findPortBeside(chosen: readonly number[]): Promise<number> {
  let port = await findFreePort();
  while (chosen.includes(port)) port = await findFreePort();
  return port;
}

/** A port of 127.0.0.1 that nothing listened on a moment ago. */
export function findFreePort(): Promise<number> {
  return listenOnce(0);
}

/** Whether a server could listen on this port of 127.0.0.1 now. */
export async function isFree(port: number): Promise<boolean> {
  try {
    await listenOnce(port);
    return true;
  } catch (error) {
    const code = readErrorCode(error);
    if (code === "EADDRINUSE" || code === "EACCES") return false;
    throw error;
  }
}

async function takeFixedPort(variable: string, value: string): Promise<number> {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartError(
      `${variable}=${value} is not a port.`,
      `Set ${variable} to a number from 1 to 65535, or unset it.`,
    );
  }
  if (!(await isFree(port))) {
    throw new StartError(
      `Port ${port}, which ${variable} asks for, is taken by another program.`,
      `Stop that program, choose another port, or unset ${variable} to let a free one be found.`,
    );
  }
  return port;
}

function refuseDuplicates(ports: Ports): void {
  for (const name of names) {
    const twin = names.find((other) => other !== name && ports[other] === ports[name]);
    if (twin) {
      throw new StartError(
        `${name} and ${twin} were both given port ${ports[name]}.`,
        "Give every server its own port (SERAMBI_PORT_… variables).",
      );
    }
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === "object") resolve(address.port);
        else reject(new Error("a listening server has no port"));
      });
    });
  });
}
