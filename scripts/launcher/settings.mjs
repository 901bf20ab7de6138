// The part of the environment that the launcher itself decides on; lib/runtime/env.ts checks the rest.
import fs from "node:fs";
import path from "node:path";
import { z } from "zod";

const port = z.coerce.number().int().min(1).max(65_535).optional();
const processes = z.coerce.number().int().min(1).max(64);

const schema = z.object({
  DATABASE_URL: z.string().optional(),
  DATABASE_ADMIN_URL: z.string().optional(),
  PORT: port,
  SANDBOX_PORT: port,
  APP_URL: z.url({ protocol: /^https?$/ }).optional(),
  SANDBOX: z.enum(["0", "1"]).optional(),
  WEB_PROCESSES: processes.default(1),
  WORKERS: processes.default(1),
});

/** True for an origin that only this machine can reach. */
export function isLocalUrl(url) {
  const { hostname } = new URL(url);
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

/** Reads `.env` beside package.json when there is one; the real environment wins. */
export function loadEnvFile(root) {
  const file = path.join(root, ".env");
  if (fs.existsSync(file)) process.loadEnvFile(file);
}

/**
 * Parses the environment; throws one line that names the first bad variable.
 * @param {Record<string, string | undefined>} [source]
 */
export function readSettings(source = process.env) {
  // `PORT=` in an .env file means unset, as it does for a shell user.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${issue.path.join(".")} has a bad value: ${issue.message}`);
}

/** The given database; without an admin URL the parts use the one URL for everything. */
export function givenDatabase({ DATABASE_URL, DATABASE_ADMIN_URL }) {
  return { DATABASE_URL, ...(DATABASE_ADMIN_URL ? { DATABASE_ADMIN_URL } : {}) };
}
