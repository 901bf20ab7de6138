import { permissionsOf } from "@/lib/auth/permissions";
import { systemClock } from "@/lib/kernel/clock";
import type { Context } from "@/lib/runtime/context";
import { fixedId } from "./demo-people";

const OWNER = "owner@vezne.test";

/** The demo's owner at work. The command's name gives what it makes the same id at every seeding. */
export function asOwner(commandSeed: string): Context {
  const userId = fixedId("usr", OWNER);
  return {
    merchantId: fixedId("mer", "demo"),
    mode: "test",
    actor: { kind: "user", id: userId, userId },
    permissions: permissionsOf("owner"),
    clock: systemClock,
    requestId: "seed",
    commandSeed,
  };
}
