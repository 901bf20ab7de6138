import { type Permission, permissionsOf, type Role } from "@/lib/auth/permissions";
import { systemClock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import type { Context, Mode } from "@/lib/runtime/context";

export type ContextWish = {
  role?: Role;
  /** Instead of a role's. */
  permissions?: readonly Permission[];
  mode?: Mode;
  userId?: string;
  now?: Date;
};

/** A caller of use cases at one merchant, an owner unless wished otherwise. */
export function makeContext(merchant: { id: string; ownerId: string }, wish: ContextWish = {}): Context {
  const userId = wish.userId ?? merchant.ownerId;
  const now = wish.now;
  return {
    merchantId: merchant.id,
    mode: wish.mode ?? "test",
    actor: { kind: "user", id: userId, userId },
    permissions: wish.permissions ?? permissionsOf(wish.role ?? "owner"),
    clock: now === undefined ? systemClock : { now: () => now },
    requestId: newId("request", systemClock.now()),
  };
}
