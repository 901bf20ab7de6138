import "server-only";
import { z } from "zod";
import { env } from "@/lib/runtime/env";
import { seal, unseal } from "@/lib/runtime/seal";

const Session = z.record(z.string(), z.string());

type Owner = { merchantId: string; id: string };

/** What a sealed session is bound to; another try's row cannot open it. */
const context = ({ merchantId, id }: Owner) => `${merchantId}|attempt|${id}`;

export function sealSession(owner: Owner, session: Record<string, string>): string {
  return seal(env().KEK, context(owner), JSON.stringify(session));
}

/** The provider's session of a try; empty where it has none. */
export function openSession(attempt: Owner & { sealedSession: string | null }): Record<string, string> {
  if (attempt.sealedSession === null) return {};
  return Session.parse(JSON.parse(unseal(env().KEK, context(attempt), attempt.sealedSession)));
}
