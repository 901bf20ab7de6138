import "server-only";
import { createHash } from "node:crypto";
import { statements } from "@/db/client";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import { env } from "@/lib/runtime/env";
import { seal, unseal } from "@/lib/runtime/seal";

export type StoredAnswer = { status: number; body: string; contentType: string };

type Slot = { merchantId: string; mode: string; scope: string; key: string };

export type Claim =
  | { kind: "mine"; finish(answer: StoredAnswer): Promise<void>; release(): Promise<void> }
  | { kind: "replay"; answer: StoredAnswer };

const KEY = /^[\x21-\x7e]{1,200}$/;

const contextOf = (slot: Slot) => `${slot.merchantId}|idempotency|${slot.scope}|${slot.key}`;

function settle(slot: Slot): Extract<Claim, { kind: "mine" }> {
  const sql = statements("vezne_system");
  return {
    kind: "mine",
    async finish(answer) {
      const sealed = seal(env().KEK, contextOf(slot), JSON.stringify(answer));
      await sql`update idempotency_keys set state = 'done', sealed_answer = ${sealed}
        where merchant_id = ${slot.merchantId} and mode = ${slot.mode} and scope = ${slot.scope} and key = ${slot.key}`;
    },
    async release() {
      await sql`delete from idempotency_keys where state = 'in_flight' and merchant_id = ${slot.merchantId}
        and mode = ${slot.mode} and scope = ${slot.scope} and key = ${slot.key}`;
    },
  };
}

/**
 * Claims an Idempotency-Key for one caller, route and body. The insert is the claim: of two requests at once one runs.
 * The same key and body later give the stored bytes; another body is refused.
 * @throws AppError malformed, conflict (in flight), idempotency_mismatch
 */
export async function claimIdempotencyKey(ctx: Context, route: string, key: string, bodyText: string): Promise<Claim> {
  if (!KEY.test(key)) throw new AppError("malformed", "Idempotency-Key takes 1 to 200 visible ASCII characters");
  const scope = `${"userId" in ctx.actor ? ctx.actor.userId : ctx.actor.id} ${route}`;
  const slot: Slot = { merchantId: ctx.merchantId, mode: ctx.mode, scope, key };
  const fingerprint = createHash("sha256").update(bodyText).digest("hex");
  const sql = statements("vezne_system");
  const claimed = await sql`
    insert into idempotency_keys (merchant_id, mode, scope, key, fingerprint, state, created_at)
    values (${slot.merchantId}, ${slot.mode}, ${scope}, ${key}, ${fingerprint}, 'in_flight', vezne_now())
    on conflict do nothing returning key`;
  if (claimed.length === 1) return settle(slot);
  const [known] = await sql<{ fingerprint: string; state: string; sealed_answer: string | null }[]>`
    select fingerprint, state, sealed_answer from idempotency_keys
    where merchant_id = ${slot.merchantId} and mode = ${slot.mode} and scope = ${scope} and key = ${key}`;
  if (known && known.fingerprint !== fingerprint) {
    throw new AppError("idempotency_mismatch", "this Idempotency-Key was used with another body");
  }
  if (!known || known.state === "in_flight" || known.sealed_answer === null) {
    throw new AppError("conflict", "a request with this Idempotency-Key is still running", { reason: "in_flight" });
  }
  return {
    kind: "replay",
    answer: JSON.parse(unseal(env().KEK, contextOf(slot), known.sealed_answer)) as StoredAnswer,
  };
}
