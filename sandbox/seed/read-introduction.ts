import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const Addresses = z.object({ succeed_url: z.string(), error_url: z.string(), confirmation_url: z.string() });
const Agent = z.object({ account: z.string(), agent_id: z.string(), webhook_url: z.string() });
const Introduction = z.object({
  seeded_at: z.iso.datetime(),
  addresses: z.record(z.string(), Addresses),
  /** Where sales on a phone are told, a dealer each. */
  agents: z.array(Agent).default([]),
});
export type Introduction = z.output<typeof Introduction>;

/**
 * What the product's demo seed left for the sandbox: the moment it seeded, so that both sides tell the same times, and
 * the signed addresses of each link by its provider id and of each dealer. Undefined where the sandbox runs alone.
 */
export function readIntroduction(dataDir: string): Introduction | undefined {
  try {
    return Introduction.parse(JSON.parse(readFileSync(path.join(dataDir, "introduction.json"), "utf8")));
  } catch {
    return undefined;
  }
}
