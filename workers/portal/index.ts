import { Hono } from "hono";
import type { Edge } from "../app.ts";

/** The public pages: what anyone may see without logging in. */
export const portal = new Hono<Edge>();

portal.get("/health", (c) => c.json({ status: "OK" }, 200, { "cache-control": "no-store" }));
