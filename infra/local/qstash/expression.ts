import { Refusal } from "./refusal.ts";

/** Computes a delay in milliseconds from the number of retries made so far: 0 at the first retry. */
type Delay = (retried: number) => number;

const functions: Readonly<Record<string, { takes: number; compute: (...values: number[]) => number }>> = {
  pow: { takes: 2, compute: Math.pow },
  sqrt: { takes: 1, compute: Math.sqrt },
  abs: { takes: 1, compute: Math.abs },
  exp: { takes: 1, compute: Math.exp },
  floor: { takes: 1, compute: Math.floor },
  ceil: { takes: 1, compute: Math.ceil },
  round: { takes: 1, compute: Math.round },
  min: { takes: 2, compute: Math.min },
  max: { takes: 2, compute: Math.max },
};

// Longer than any formula somebody means, short enough that no nesting exhausts the stack.
const longest = 1_000;

/**
 * Reads an `Upstash-Retry-Delay`: numbers, `retried`, `+ - * / ( )` and the functions pow sqrt abs exp floor ceil round
 * min max. Throws `Refusal` (400) for anything else.
 */
export function readDelayExpression(text: string): Delay {
  const tokens = text.length > longest ? [] : split(text);
  const reader = new Reader(text, tokens);
  const delay = reader.readSum();
  reader.expectEnd();
  return delay;
}

function split(text: string): string[] {
  return text.match(/\d+(?:\.\d+)?(?:e[+-]?\d+)?|[a-z]+|\S/gi) ?? [];
}

/** Recursive descent: a sum of products of factors. */
class Reader {
  readonly #text: string;
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string, tokens: readonly string[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  readSum(): Delay {
    let sum = this.#readProduct();
    while (true) {
      const left = sum;
      if (this.#skip("+")) {
        const right = this.#readProduct();
        sum = (retried) => left(retried) + right(retried);
      } else if (this.#skip("-")) {
        const right = this.#readProduct();
        sum = (retried) => left(retried) - right(retried);
      } else return left;
    }
  }

  expectEnd(): void {
    if (this.#at < this.#tokens.length) throw this.#refuse();
  }

  #readProduct(): Delay {
    let product = this.#readFactor();
    while (true) {
      const left = product;
      if (this.#skip("*")) {
        const right = this.#readFactor();
        product = (retried) => left(retried) * right(retried);
      } else if (this.#skip("/")) {
        const right = this.#readFactor();
        product = (retried) => left(retried) / right(retried);
      } else return left;
    }
  }

  #readFactor(): Delay {
    if (this.#skip("-")) {
      const factor = this.#readFactor();
      return (retried) => -factor(retried);
    }
    if (this.#skip("(")) {
      const inner = this.readSum();
      this.#expect(")");
      return inner;
    }
    const word = this.#tokens[this.#at++] ?? "";
    if (word === "retried") return (retried) => retried;
    if (/^\d/.test(word)) return () => Number(word);
    const called = Object.hasOwn(functions, word) ? functions[word] : undefined;
    if (!called) throw this.#refuse();
    const values = this.#readArguments(called.takes);
    return (retried) => called.compute(...values.map((value) => value(retried)));
  }

  #readArguments(count: number): Delay[] {
    const values: Delay[] = [];
    this.#expect("(");
    while (values.length < count) {
      if (values.length > 0) this.#expect(",");
      values.push(this.readSum());
    }
    this.#expect(")");
    return values;
  }

  #skip(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #expect(token: string): void {
    if (!this.#skip(token)) throw this.#refuse();
  }

  #refuse(): Refusal {
    return new Refusal(400, `invalid retry delay expression: ${this.#text.slice(0, 200)}`);
  }
}
