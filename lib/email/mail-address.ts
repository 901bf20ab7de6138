import { z } from "zod";

const Address = z.email().max(254);

/** The address, if one mail to one person can go there; anything that could name a second one is none. */
export function mailAddress(text: string | null | undefined): string | undefined {
  const parsed = Address.safeParse(text);
  return parsed.success ? parsed.data : undefined;
}

/** Text that stands in a header: one line, without control characters, of a length that mail programs show. */
export function headerText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 150);
}
