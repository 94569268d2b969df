import { html } from "hono/html";

/** The signs of a verdict; the words beside them say the same. */
export const tick = html`<svg viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="21" fill="none" stroke="currentColor" stroke-width="4"/><path d="m14 25 7 7 14-16" fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
export const cross = html`<svg viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="21" fill="none" stroke="currentColor" stroke-width="4"/><path d="m16 16 16 16m0-16L16 32" fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round"/></svg>`;
export const warning = html`<svg viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="21" fill="none" stroke="currentColor" stroke-width="4"/><path d="M24 13v14m0 7.5v.5" fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round"/></svg>`;
