import { answerRequest } from "./app.ts";

/** The edge Worker: what answers people. */
export default { fetch: answerRequest };
