import "server-only";
import { timingSafeEqual } from "node:crypto";
import { headers } from "next/headers";
import { callerAddress } from "@/lib/http/caller-address";
import { env } from "@/lib/runtime/env";
import { tokenHash } from "@/lib/runtime/token-hash";
import { startSession } from "../sign-in";
import { admitSignIn } from "../sign-in-limits";
import { createFirstOwner, hasFirstOwner } from "./first-owner.system";
import type { NewOwner } from "./new-owner";

/** `no_code`: nobody was told a code, because the parts run apart; `npm run create-owner` makes the owner then. */
export type SetupState = "open" | "no_code" | "done";

export type SetUpResult =
  | { kind: "made"; slug: string }
  | { kind: "exists" }
  | { kind: "wrong_code" }
  | { kind: "limited"; retryAfterSeconds: number };

/** Whether this installation still waits for its first owner. */
export async function setupState(): Promise<SetupState> {
  if (await hasFirstOwner()) return "done";
  return env().SETUP_CODE === undefined ? "no_code" : "open";
}

const folded = (code: string) => Buffer.from(tokenHash(code.trim().toLowerCase()));

function isSetupCode(given: string): boolean {
  const code = env().SETUP_CODE;
  return code !== undefined && timingSafeEqual(folded(given), folded(code));
}

/**
 * Makes the first owner for whoever knows the code that the launcher printed, and signs them in. The code is good for one
 * owner; tries are counted as those of a sign-in are, all of them together.
 */
export async function setUp(code: string, owner: NewOwner, locale: "tr" | "en"): Promise<SetUpResult> {
  const admission = await admitSignIn("setup", callerAddress(await headers()));
  if (!admission.admitted) return { kind: "limited", retryAfterSeconds: admission.retryAfterSeconds };
  if (!isSetupCode(code)) return { kind: "wrong_code" };
  const made = await createFirstOwner(owner, locale);
  if (made.kind === "exists") return { kind: "exists" };
  await startSession(made.userId);
  return { kind: "made", slug: made.slug };
}
