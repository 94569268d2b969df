import { answerRequest } from "./app.ts";
import { removeUploads } from "./remove-uploads.ts";

export { LiveHub } from "./live/hub.ts";

/** The edge Worker: what answers people. */
export default { fetch: answerRequest, scheduled: removeUploads };
