import * as z from "zod";

/**
 * A telephone number in the one form in which it is kept and compared (E.164): `0812-3456-7890`, `62812…` and `+62 812…` are one.
 * The zero that `+62 (0)812…` keeps from the form within the country is none of it. A number of another country begins with its
 * +. Null for what is none.
 */
export function normalkanTelepon(text: string): string | null {
  const digits = text.normalize("NFKC").replaceAll(/[\s().-]/g, "");
  const international = digits.replace(/^0(?=[1-9])/, "+62").replace(/^\+?620?(?=[1-9])/, "+62");
  return /^\+[1-9]\d{7,14}$/.test(international) ? international : null;
}

/** A telephone number as somebody writes it, brought into its normal form. */
export const telepon = z
  .string()
  .max(40)
  .transform((text, context) => {
    const normal = normalkanTelepon(text);
    if (normal === null) context.addIssue({ code: "custom", message: "TELEPON_TIDAK_SAH" });
    return normal ?? "";
  });
