import "server-only";
import { createHmac } from "node:crypto";
import { env } from "@/lib/runtime/env";

type Of = { merchantId: string; codeId: string };

const keyed = (purpose: string, { merchantId, codeId }: Of, more = "") =>
  createHmac("sha256", env().KEK).update(`delivery_code|${purpose}|${merchantId}|${codeId}|${more}`).digest();

/** The six digits of a code, the same each time they are asked for; kept nowhere, so no row, job or log holds them. */
export function deliveryCode(of: Of): string {
  return (keyed("digits", of).readBigUInt64BE() % 1_000_000n).toString().padStart(6, "0");
}

/** What is stored of a code, in hex. Keyed: a million codes are soon tried by whoever has a copy of the database. */
export function deliveryCodeHash(of: Of, typed: string): string {
  return keyed("hash", of, typed).toString("hex");
}

/** Enough of an address for its owner to know it: `a•••@example.com`. */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf("@");
  return `${address.slice(0, 1)}•••${address.slice(at)}`;
}
