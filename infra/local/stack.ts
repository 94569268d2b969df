import { Client } from "@upstash/qstash";
import { join } from "node:path";
import { migrate } from "../../db/migrate.ts";
import { schedules } from "../schedules.ts";
import { describeEnvironment, type Environment } from "./environment.ts";
import { lockFolder } from "./lock.ts";
import { findPortBeside, type Ports } from "./ports.ts";
import { openSecrets, type Secrets } from "./secrets.ts";
import { type Services, startServices } from "./services.ts";
import { Steps, waitForBoth } from "./steps.ts";
import { bundleWorkers } from "./workers/bundle.ts";
import { startWorkersHost, type Workers } from "./workers.ts";

/** What a stack is to be. */
export interface StackOptions {
  /** Holds its secrets, data and logs; made when missing. */
  folder: string;
  /** Asked once the folder is ours, so that a second start hears of the first and not of its ports. */
  choosePorts(): Promise<Ports>;
  /** The services alone, or the two Workers as well. */
  workers: boolean;
  /** Where somebody else bundles both; else they are bundled into `<folder>/build`. */
  bundles?: Promise<string>;
  /** False when the data need not survive a power cut, as in tests. */
  durable: boolean;
  /** A second edge, and stores that faults can strike: what tests need, and nobody else should pay for. */
  forTests?: boolean;
  /** Show what the Workers write to their console on stderr too; it is always in `logs/`. */
  showLogs?: boolean;
  /** Origins whose pages may call the API from a browser; none unless told. */
  allowedOrigins?: readonly string[];
  /** Gives up starting, between two steps. */
  signal?: AbortSignal;
  say(line: string): void;
}

/** Where a stack answers. Serializable, so that tests in other processes can be told. */
export interface StackAddresses {
  /**
   * Bases without a slash at the end. Edge and functions answer nothing when only the services run. `edge2` is the edge of
   * another location: the same database, Redis and buckets (it must not write to them), a KV of its own. Without
   * `forTests` it is the first edge.
   */
  urls: Record<"edge" | "edge2" | "functions" | "control" | "neon" | "upstash" | "qstash" | "mail", string>;
  /** Superuser, database `postgres`. */
  adminUrl: string;
  /** `serambi_owner`, database `serambi`. */
  ownerUrl: string;
  /** `serambi_app`, database `serambi`, straight to Postgres. */
  appUrl: string;
  /** `serambi_ops`, database `serambi`. */
  opsUrl: string;
  redisUrl: string;
  /** What the Workers are told. */
  env: Environment;
  /** What licences that count here are signed with (PKCS#8, base64url). */
  licencePrivateKey: string;
}

/** A running stack. */
export interface Stack extends StackAddresses {
  stop(): Promise<void>;
}

/**
 * Starts Postgres, Redis, the services in front of them, the mailbox and the control port, brings the database up to date,
 * registers the schedules and starts the Workers. When a step fails, what the earlier ones started is stopped.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { folder, say } = options;
  const steps = new Steps(say, options.signal);
  try {
    steps.keep({ stop: lockFolder(folder) });
    const ports = await options.choosePorts();
    const secrets = openSecrets(folder);
    const env = describeEnvironment(ports, secrets, options.allowedOrigins);
    // Built while the databases start: the two take about as long.
    const [services, workers] = await waitForBoth(
      startGround({ options, ports, steps, secrets, env }),
      options.workers ? buildWorkers(options, steps) : Promise.resolve(undefined),
    );
    const urls = listUrls(ports);
    if (workers) {
      const { showLogs = false, forTests = false } = options;
      const edge2 = forTests ? await findPortBeside(Object.values(ports)) : undefined;
      if (edge2 !== undefined) urls.edge2 = `http://127.0.0.1:${edge2}`;
      const params = { folder, bundles: workers.bundles, ports: { ...ports, edge2 }, env: { ...env }, showLogs };
      await steps.run("edge and functions", () =>
        workers.host.run({ ...params, storeFaults: forTests ? urls.control : undefined }),
      );
      services.attach(workers.host);
    }
    return {
      urls,
      adminUrl: services.postgres.adminUrl,
      ownerUrl: services.postgres.ownerUrl,
      appUrl: env.DATABASE_URL.replace("@127.0.0.1/", `@127.0.0.1:${ports.postgres}/`),
      opsUrl: services.postgres.ownerUrl.replace(
        /\/\/[^@]+@/,
        `//serambi_ops:${encodeURIComponent(secrets.postgres.ops)}@`,
      ),
      redisUrl: services.redis.url,
      env,
      licencePrivateKey: secrets.licence.privateKey,
      stop: () => steps.stop(),
    };
  } catch (error) {
    await steps.stop();
    throw error;
  }
}

async function buildWorkers(
  { folder, bundles, say }: StackOptions,
  steps: Steps,
): Promise<{ host: Workers; bundles: string }> {
  const host = steps.keep(startWorkersHost(say));
  const built = await steps.run("Workers built", () => bundles ?? bundleWorkers(join(folder, "build")));
  return { host, bundles: built };
}

/** What the Workers stand on: the services, the migrated database, the registered schedules. */
async function startGround(ground: {
  options: StackOptions;
  ports: Ports;
  steps: Steps;
  secrets: Secrets;
  env: Environment;
}): Promise<Services> {
  const { options, ports, steps, secrets, env } = ground;
  const services = await startServices({ ...options, ports, secrets, steps });
  const { ownerUrl } = services.postgres;
  const { app: appPassword, ops: opsPassword } = secrets.postgres;
  await steps.run("database up to date", () => migrate({ ownerUrl, appPassword, opsPassword, say: options.say }));
  await steps.run("schedules registered", () => registerSchedules(env));
  return services;
}

/** Overwrites what is registered under the same ids, so that a changed clock or a moved port takes effect. */
async function registerSchedules(env: Environment): Promise<void> {
  const client = new Client({ baseUrl: env.QSTASH_URL, token: env.QSTASH_TOKEN });
  for (const { id, cron, path } of schedules) {
    await client.schedules.create({ scheduleId: id, cron, destination: `${env.FUNCTIONS_URL}${path}` });
  }
}

function listUrls(ports: Ports): StackAddresses["urls"] {
  const at = (port: number): string => `http://127.0.0.1:${port}`;
  const { edge, functions, control, neon, upstash, qstash, mail } = ports;
  return {
    edge: at(edge),
    edge2: at(edge),
    functions: at(functions),
    control: at(control),
    neon: at(neon),
    upstash: at(upstash),
    qstash: at(qstash),
    mail: at(mail),
  };
}
