import { createHmac, timingSafeEqual } from "node:crypto";
import type { PaynetConnection } from "../client";

const SEPARATOR = "~";

type Terms = { total: { amount: bigint }; installments: number };

function proofOf({ secretKey }: PaynetConnection, session: string, { total, installments }: Terms): string {
  const text = JSON.stringify(["paynet browser session", session, total.amount.toString(), installments]);
  return createHmac("sha256", secretKey).update(text).digest("base64url");
}

/**
 * A session name that only our server can write. Whoever holds the publishable key, and every payer does, can open
 * sessions of the account: one without 3-D, or one whose money goes to a dealer. Such a session must never be charged.
 */
export function withProof(connection: PaynetConnection, session: string, terms: Terms): string {
  return `${session}${SEPARATOR}${proofOf(connection, session, terms)}`;
}

/** The session that we opened for exactly this sum and plan; undefined for any other. */
export function provenSession(connection: PaynetConnection, text: string, terms: Terms): string | undefined {
  const at = text.lastIndexOf(SEPARATOR);
  if (at < 0) return undefined;
  const session = text.slice(0, at);
  const given = Buffer.from(text.slice(at + 1));
  const expected = Buffer.from(proofOf(connection, session, terms));
  return given.length === expected.length && timingSafeEqual(given, expected) ? session : undefined;
}
