import { Refusal } from "./refusal.ts";

/** Turns the name of an SQL parameter (`$1`, a list of texts) into a condition. */
type Condition = (values: string) => string;
/** What may be filtered by: texts, and whole numbers. */
interface Filters {
  readonly texts: Readonly<Record<string, Condition>>;
  readonly wholes: Readonly<Record<string, Condition>>;
}

const onBoth: Filters = {
  texts: {
    url: (values) => `url = any(${values})`,
    scheduleId: (values) => `schedule_id = any(${values})`,
    label: (values) => `spec->'labels' ?| ${values}`,
    callerIp: (values) => `caller_ip = any(${values})`,
  },
  wholes: {
    fromDate: (values) => `created_at >= any(${values}::bigint[])`,
    toDate: (values) => `created_at <= any(${values}::bigint[])`,
  },
};

/** What messages on their way can be filtered by. */
export const messageFilters: Filters = {
  texts: {
    ...onBoth.texts,
    messageId: (values) => `id = any(${values})`,
    messageIds: (values) => `id = any(${values})`,
  },
  wholes: onBoth.wholes,
};

/** What dead letters can be filtered by. */
export const letterFilters: Filters = {
  texts: {
    ...onBoth.texts,
    messageId: (values) => `message_id = any(${values})`,
    dlqIds: (values) => `id = any(${values})`,
  },
  wholes: { ...onBoth.wholes, responseStatus: (values) => `response_status = any(${values}::bigint[])` },
};

/** A selection of rows: which ones, how many at most, after which. */
export interface Selection {
  readonly where: string;
  readonly values: readonly (readonly string[])[];
  /** 1 to 100. */
  readonly count: number;
  readonly cursor: string | null;
}

/**
 * Reads the filters of a request. Repeated or comma-separated values of one are alternatives, different ones must all be met.
 * Throws `Refusal` for a parameter it does not know: a misspelt filter would otherwise mean everything.
 */
export function readSelection(query: URLSearchParams, { texts, wholes }: Filters): Selection {
  const conditions: string[] = [];
  const values: string[][] = [];
  for (const name of new Set(query.keys())) {
    if (["count", "cursor", "qstash_token"].includes(name)) continue;
    const whole = Object.hasOwn(wholes, name);
    const condition = whole ? wholes[name] : Object.hasOwn(texts, name) ? texts[name] : undefined;
    if (!condition) throw new Refusal(400, `unknown filter: ${name}`);
    const wanted = query.getAll(name).flatMap((value) => value.split(","));
    const valid = wanted.every((value) => (whole ? /^\d{1,15}$/.test(value) : !value.includes("\0")));
    if (!valid) throw new Refusal(400, `invalid ${name}`);
    values.push(wanted);
    conditions.push(condition(`$${values.length}`));
  }
  return {
    where: ["true", ...conditions].join(" and "),
    values,
    count: readCount(query.get("count")),
    cursor: query.get("cursor") || null,
  };
}

function readCount(text: string | null): number {
  if (text === null) return 100;
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count === 0) throw new Refusal(400, `invalid count: ${text}`);
  return Math.min(100, count);
}
