import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { writePrivateFile } from "./data-folder.mjs";

const names = ["AUTH_SECRET", "KEK", "CAPABILITY_KEYS"];
const newSecret = () => randomBytes(32).toString("base64url");
const generators = { AUTH_SECRET: newSecret, KEK: newSecret, CAPABILITY_KEYS: () => `k1:${newSecret()}` };

/**
 * The three secrets: given ones win, missing ones are generated once into `<folder>/secrets.json`.
 * An installation that others can reach must bring its own.
 * @param {{ folder: string, isLocal: boolean, source?: Record<string, string | undefined> }} options
 */
export function resolveSecrets({ folder, isLocal, source = process.env }) {
  const missing = names.filter((name) => !source[name]);
  const given = Object.fromEntries(names.filter((name) => source[name]).map((name) => [name, source[name]]));
  if (missing.length === 0) return given;
  if (!isLocal) throw new Error(`${missing.join(", ")} must be set because APP_URL is not local (see .env.example)`);
  const file = path.join(folder, "secrets.json");
  const stored = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
  const fresh = names.filter((name) => !stored[name]);
  for (const name of fresh) stored[name] = generators[name]();
  if (fresh.length > 0) writePrivateFile(file, `${JSON.stringify(stored, null, 2)}\n`);
  return { ...stored, ...given };
}
