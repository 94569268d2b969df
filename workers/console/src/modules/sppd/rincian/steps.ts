import type { OperationId } from "../../../api/operation.ts";
import type { OrderAction } from "./actions.ts";

/** A step that takes a press and perhaps a word: how it is done. */
interface Step {
  readonly operation: OperationId;
  /** What is said with it, under which name; none when nothing is. */
  readonly field?: "alasan" | "catatan";
  /** It has to be said: in so many letters, since a reason is read by somebody. */
  readonly required?: boolean;
}

/** The fewest letters of a reason. */
export const shortestReason = 10;

/** The steps that one dialog does. */
export const steps = {
  submit: { operation: "submitOrder" },
  withdraw: { operation: "withdrawOrder" },
  approve: { operation: "approveOrder", field: "catatan" },
  return: { operation: "returnOrder", field: "alasan", required: true },
  reject: { operation: "rejectOrder", field: "alasan", required: true },
  cancel: { operation: "cancelOrder", field: "alasan", required: true },
  issueSpd: { operation: "issueSpd" },
  confirmCancellation: { operation: "confirmCancellation" },
} as const satisfies Partial<Record<OrderAction, Step>>;

export type StepAction = keyof typeof steps;

/** Whether an action is one of these steps. */
export function isStep(action: OrderAction): action is StepAction {
  return action in steps;
}

/** The sign of each action. */
export const signOf: Readonly<Record<OrderAction, string>> = {
  submit: "i-lucide-send",
  approve: "i-lucide-check",
  issueSt: "i-lucide-stamp",
  confirmCancellation: "i-lucide-file-x",
  issueSpd: "i-lucide-file-check",
  endTrip: "i-lucide-house",
  advance: "i-lucide-banknote",
  report: "i-lucide-notebook-pen",
  verify: "i-lucide-receipt-text",
  return: "i-lucide-undo-2",
  reject: "i-lucide-x",
  edit: "i-lucide-pencil",
  invite: "i-lucide-paperclip",
  withdraw: "i-lucide-undo-2",
  amend: "i-lucide-route",
  requestCancellation: "i-lucide-file-x",
  cancel: "i-lucide-ban",
  copy: "i-lucide-copy",
};

/** What ends something, and cannot be undone. */
export const ending: readonly OrderAction[] = ["reject", "cancel", "confirmCancellation", "requestCancellation"];
