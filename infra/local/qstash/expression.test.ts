import { describe, expect, it } from "vitest";
import { readDelayExpression } from "./expression.ts";

describe("the retry delay a publisher writes", () => {
  it.each([
    ["1000", 0, 1000],
    ["1000 * (1 + retried)", 2, 3000],
    ["pow(2, retried) * 1000", 3, 8000],
    ["max(1, min(retried, 3)) + sqrt(16) - abs(-1)", 9, 6],
    ["round(10 / 4) + floor(1.9) + ceil(0.1)", 0, 5],
    ["2 + 3 * 4", 0, 14],
    ["8 - 4 - 2", 0, 2],
    ["-retried", 2, -2],
    ["exp(0)", 0, 1],
  ])("%s after %i retries is %i ms", (text, retried, ms) => {
    expect(readDelayExpression(text)(retried)).toBe(ms);
  });

  it.each([
    "",
    "1 +",
    "1 2",
    "pow(2)",
    "pow(1, 2, 3)",
    "(1",
    "1)",
    "tries * 2",
    "constructor(1)",
    "retried.constructor",
    "1; 2",
    "2 ** 3",
    "(".repeat(100_000),
  ])("%j is refused", (text) => {
    expect(() => readDelayExpression(text)).toThrow("invalid retry delay expression");
  });
});
