import { QueryClient } from "@tanstack/vue-query";
import { problemOf } from "./problem.ts";

const minute = 60_000;

/** What was answered, kept for a while: shown at once, and asked again when it is older than half a minute. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: minute / 2,
      gcTime: 30 * minute,
      retry: (failures, error) => failures < 2 && problemOf(error).passing && navigator.onLine,
      retryDelay: (failures, error) => (problemOf(error).retryAfter ?? 2 ** failures) * 1_000,
      networkMode: "always",
    },
    mutations: { retry: false, networkMode: "always" },
  },
});
