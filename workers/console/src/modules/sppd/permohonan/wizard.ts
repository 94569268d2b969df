import { inject, provide, type InjectionKey } from "vue";
import type { Isian } from "./isian.ts";
import type { Orang } from "./people.ts";

/** What every part of the wizard knows. */
export interface Wizard {
  readonly isian: Isian;
  /** What the platform, or a rule, finds wrong at a JSON pointer of the request. */
  readonly wrong: (pointer: string) => string | undefined;
  /** Whoever may travel, by their id. */
  readonly people: { readonly value: ReadonlyMap<string, Orang> };
}

const key: InjectionKey<Wizard> = Symbol("wizard");

export function provideWizard(wizard: Wizard): void {
  provide(key, wizard);
}

export function useWizard(): Wizard {
  const wizard = inject(key);
  if (!wizard) throw new Error("Outside the wizard");
  return wizard;
}
