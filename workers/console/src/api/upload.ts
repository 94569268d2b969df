import { operations } from "#operations";
import { addressOf, headersOf, refused } from "./call.ts";
import type { Input, OperationId, Output } from "./operation.ts";
import { ApiProblem, type ProblemBody } from "./problem.ts";

/** How a file is sent. */
interface Sending {
  /** The same key, the same file: sent again after a lost answer, it is there once. */
  readonly key: string;
  readonly signal?: AbortSignal;
  /** Told how much of it has left, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** Does an operation whose body is a file, and tells how much of it has left: `fetch` cannot say that. Throws `ApiProblem`. */
export function upload<Id extends OperationId>(
  id: Id,
  input: Input<Id> & { readonly body: Blob },
  { key, signal, onProgress }: Sending,
): Promise<Output<Id>> {
  const [method] = operations[id];
  const request = new XMLHttpRequest();
  request.open(method, addressOf(id, input));
  request.responseType = "json";
  for (const [name, value] of Object.entries(headersOf(input.body, key))) request.setRequestHeader(name, value);
  signal?.addEventListener("abort", () => request.abort(), { once: true });
  return new Promise((resolve, reject) => {
    const lost = (): void => reject(new ApiProblem({ code: "LURING", status: 0, title: "", detail: "" }));
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = lost;
    request.onabort = lost;
    request.onload = () => {
      const { status } = request;
      const after = Number(request.getResponseHeader("retry-after"));
      if (status < 300) resolve(request.response as Output<Id>);
      else reject(refused(status, request.response as ProblemBody | null, after));
    };
    request.send(input.body);
  });
}
