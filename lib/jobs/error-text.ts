import { maskCardNumbers } from "@/lib/kernel/card-number";

const MOST = 200;
/** Keys, tokens and digests; our own ids have a prefix and stay readable. */
const LONG_SECRET = /(?<![A-Za-z]_)\b(?![a-z]{2,4}_[0-9a-z]{26}\b)[A-Za-z0-9_\-+/=]{20,}\b/g;
const KNOWN_SECRET = /\b(?:sck|pbk|pwpub|pwprv|pwpubclient|pwprvclient|vz_live|vz_test|whsec)_[A-Za-z0-9_\-+/=]+/gi;
const URL_SECRETS = /(\/\/[^/\s:@]+):[^@\s]+@/g;

/** Class and first line of a stored error, short, with card numbers and secrets taken out. */
export function shortError(output: unknown): { errorClass: string; message: string } {
  const fields = (output ?? {}) as { name?: unknown; code?: unknown; message?: unknown; value?: { message?: unknown } };
  const name = typeof fields.name === "string" ? fields.name : "Error";
  const code = typeof fields.code === "string" ? ` ${fields.code}` : "";
  const text = [fields.message, fields.value?.message].find((value) => typeof value === "string");
  const line = String(text ?? "no message").split("\n")[0] ?? "";
  const clean = maskCardNumbers(line)
    .replace(URL_SECRETS, "$1:…@")
    .replace(KNOWN_SECRET, "…")
    .replace(LONG_SECRET, "…");
  return { errorClass: `${name}${code}`.slice(0, 80), message: clean.slice(0, MOST) };
}
