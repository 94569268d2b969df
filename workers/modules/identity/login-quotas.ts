import { normalkanPengenal } from "../../../db/modules/identity/rules/pengenal.ts";
import type { Work } from "../../../db/core/work.ts";
import type { AccountProof } from "../../../db/modules/identity/actions/prove-account.ts";
import { addressOf, limitExactly, type Counted } from "../../http/limits.ts";
import type { Spent } from "../../http/quota.ts";

/** Tries a minute for one name from one address, and for one address at all: a campus behind NAT is one. */
const quotas = {
  account: { name: "masuk", limit: 10, seconds: 60 },
  address: { name: "masuk-alamat", limit: 1_500, seconds: 60 },
  /** Tries at one account's second factor, from wherever: who knows a password is not to guess the code from many addresses. */
  factor: { name: "masuk-otp", limit: 20, seconds: 600 },
} as const;

/** What is counted of a try to log in, here or by whoever proves an account in another institution to be theirs. */
export function loginCounts(
  request: Request,
  body: { readonly identifier: string; readonly institution?: string | undefined },
): readonly Counted[] {
  const address = addressOf(request);
  // However it is written, it is one name.
  const account = [new URL(request.url).host, body.institution ?? "", normalkanPengenal(body.identifier)].join(" ");
  return [
    { quota: quotas.account, whose: `${address}:${account}` },
    { quota: quotas.address, whose: address },
  ];
}

/** Counts tries at a second factor. */
export function factorCounter({ redis }: Pick<Work, "redis">, spent: Spent[]): AccountProof["countFactor"] {
  return ({ institutionId, userId }) =>
    limitExactly(redis, [{ quota: quotas.factor, whose: `${institutionId}:${userId}` }], spent);
}
