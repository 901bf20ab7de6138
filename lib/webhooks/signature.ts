import { createHmac, timingSafeEqual } from "node:crypto";

const TOLERANCE_SECONDS = 300;

export type SignatureVerdict = "valid" | "missing" | "invalid";

/**
 * `X-Paynet-Signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`, any of several v1 and of our live secrets.
 * Constant time; five minutes of tolerance to both sides (contract 4.2).
 */
export function verifySignature(
  header: string | undefined,
  body: Buffer,
  secrets: readonly string[],
  now: Date,
): SignatureVerdict {
  if (header === undefined || header.trim() === "") return "missing";
  const parts = header.split(",").map((part) => part.trim().split("=", 2));
  // Two times in one header, or the header sent twice, leave open which was signed.
  const times = parts.filter(([name]) => name === "t");
  const time = times.length === 1 ? times[0]?.[1] : undefined;
  const given = parts.filter(([name]) => name === "v1").map(([, value]) => value ?? "");
  if (!time || !/^\d{1,12}$/.test(time) || given.length === 0) return "invalid";
  if (Math.abs(now.getTime() / 1000 - Number(time)) > TOLERANCE_SECONDS) return "invalid";
  const matches = secrets.some((secret) => {
    const expected = createHmac("sha256", secret).update(`${time}.`).update(body).digest();
    return given.some((hex) => /^[0-9a-f]{64}$/i.test(hex) && timingSafeEqual(expected, Buffer.from(hex, "hex")));
  });
  return matches ? "valid" : "invalid";
}
