import type { Permission } from "@/lib/auth/permissions";
import type { Clock } from "@/lib/kernel/clock";

export type Mode = "test" | "live";

/** Who acts. A key acts as the user who owns it, so four-eyes rules compare `userId`. */
export type Actor =
  | { kind: "user"; id: string; userId: string }
  | { kind: "api_key"; id: string; userId: string }
  | { kind: "system"; id: string };

/** Everything a use case or a query may know about its caller. Built by a session, an API key or a job. */
export type Context = {
  merchantId: string;
  mode: Mode;
  actor: Actor;
  permissions: readonly Permission[];
  clock: Clock;
  requestId: string;
  /** Set where the caller named its command (Idempotency-Key, form): the ids of what it makes come from it. */
  commandSeed?: string;
};

/** What audit rows and causes store about the caller. */
export function actorRecord(actor: Actor): { kind: Actor["kind"]; id: string } {
  return {
    kind: actor.kind,
    id: actor.kind === "api_key" ? actor.id : actor.kind === "user" ? actor.userId : actor.id,
  };
}
