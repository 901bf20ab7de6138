import "server-only";
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

function keyFor(kek: string, context: string): Buffer {
  return Buffer.from(hkdfSync("sha256", kek, "vezne", `seal|${context}`, 32));
}

/**
 * AES-256-GCM under a key derived for one context (`merchant|kind|id`): text sealed for one merchant cannot be opened
 * as another's. Result: `v1.<nonce>.<tag>.<text>` in base64url.
 */
export function seal(kek: string, context: string, plain: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(kek, context), nonce);
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return ["v1", nonce, cipher.getAuthTag(), body]
    .map((part) => (typeof part === "string" ? part : part.toString("base64url")))
    .join(".");
}

/** @throws Error when the text was sealed under another key or for another context */
export function unseal(kek: string, context: string, sealed: string): string {
  const [version, nonce, tag, body] = sealed.split(".");
  if (version !== "v1" || !nonce || !tag || body === undefined) throw new Error("not a sealed text");
  const cipher = createDecipheriv("aes-256-gcm", keyFor(kek, context), Buffer.from(nonce, "base64url"));
  cipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([cipher.update(Buffer.from(body, "base64url")), cipher.final()]).toString("utf8");
}
