import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { statements } from "@/db/client";
import { monotonicMs } from "@/lib/kernel/clock";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import { env } from "@/lib/runtime/env";
import { errorFields, log } from "@/lib/runtime/logger";
import { seal, unseal } from "@/lib/runtime/seal";

export type StoredAnswer = { status: number; body: string; contentType: string };

type Slot = { merchantId: string; mode: string; scope: string; key: string };

export type Claim =
  | { kind: "mine"; commandSeed: string; finish(answer: StoredAnswer): Promise<void>; release(): Promise<void> }
  | { kind: "replay"; answer: StoredAnswer };

const KEY = /^[\x21-\x7e]{1,200}$/;
const BEAT_MS = 10_000;
/** A run that was silent for so long is dead: the next request with its key runs the command again. */
const SILENT_SECONDS = 60;
const POLL_MS = 100;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const contextOf = (slot: Slot) => `${slot.merchantId}|idempotency|${slot.scope}|${slot.key}`;

/** Our run of a command: says that it lives until it ends. Only the run that still holds the key may end it. */
function hold(slot: Slot, claim: string): Extract<Claim, { kind: "mine" }> {
  const sql = statements("vezne_system");
  const ours = sql`state = 'in_flight' and claim = ${claim} and merchant_id = ${slot.merchantId}
    and mode = ${slot.mode} and scope = ${slot.scope} and key = ${slot.key}`;
  const beat = setInterval(() => {
    sql`update idempotency_keys set beat_at = vezne_now() where ${ours}`.catch((cause) => {
      // This process closed its connections: it is leaving, and the run with it.
      if (cause?.code === "CONNECTION_ENDED") clearInterval(beat);
      else log.warn("idempotency heartbeat failed", errorFields(cause));
    });
  }, BEAT_MS).unref();
  return {
    kind: "mine",
    commandSeed: sha256(`${slot.merchantId}|${slot.mode}|${slot.scope}|${slot.key}`),
    async finish(answer) {
      clearInterval(beat);
      const sealed = seal(env().KEK, contextOf(slot), JSON.stringify(answer));
      await sql`update idempotency_keys set state = 'done', sealed_answer = ${sealed} where ${ours}`;
    },
    async release() {
      clearInterval(beat);
      await sql`delete from idempotency_keys where ${ours}`;
    },
  };
}

/** The insert is the claim: of two requests at once one runs. A silent run's key changes hands by compare-and-set. */
async function tryClaim(slot: Slot, fingerprint: string): Promise<Claim | undefined> {
  const sql = statements("vezne_system");
  const claim = randomUUID();
  const mine = await sql`
    insert into idempotency_keys (merchant_id, mode, scope, key, fingerprint, state, claim, beat_at, created_at)
    values (${slot.merchantId}, ${slot.mode}, ${slot.scope}, ${slot.key}, ${fingerprint}, 'in_flight', ${claim},
      vezne_now(), vezne_now())
    on conflict do nothing returning key`;
  if (mine.length === 1) return hold(slot, claim);
  const [known] = await sql<{ fingerprint: string; state: string; sealed_answer: string | null; silent: boolean }[]>`
    select fingerprint, state, sealed_answer,
      coalesce(beat_at, created_at) < vezne_now() - make_interval(secs => ${SILENT_SECONDS}) as silent
    from idempotency_keys
    where merchant_id = ${slot.merchantId} and mode = ${slot.mode} and scope = ${slot.scope} and key = ${slot.key}`;
  if (known && known.fingerprint !== fingerprint) {
    throw new AppError("idempotency_mismatch", "this Idempotency-Key was used with another body");
  }
  if (known?.state === "done" && known.sealed_answer !== null) {
    const answer = JSON.parse(unseal(env().KEK, contextOf(slot), known.sealed_answer)) as StoredAnswer;
    return { kind: "replay", answer };
  }
  if (!known?.silent) return undefined;
  const taken = await sql`
    update idempotency_keys set claim = ${claim}, beat_at = vezne_now()
    where merchant_id = ${slot.merchantId} and mode = ${slot.mode} and scope = ${slot.scope} and key = ${slot.key}
      and state = 'in_flight' and coalesce(beat_at, created_at) < vezne_now() - make_interval(secs => ${SILENT_SECONDS})
    returning key`;
  return taken.length === 1 ? hold(slot, claim) : undefined;
}

/**
 * Claims a key for one caller, command and body. The same key and body later give the stored answer; another body is
 * refused. While another run has the key it waits up to `waitMs`. The run's `commandSeed` gives every row it makes an
 * id of its own, so that running it again after its process died repeats nothing.
 * @throws AppError malformed, conflict (in flight), idempotency_mismatch
 */
export async function claimIdempotencyKey(
  ctx: Context,
  command: string,
  key: string,
  bodyText: string,
  waitMs = 0,
): Promise<Claim> {
  if (!KEY.test(key)) throw new AppError("malformed", "Idempotency-Key takes 1 to 200 visible ASCII characters");
  const scope = `${"userId" in ctx.actor ? ctx.actor.userId : ctx.actor.id} ${command}`;
  const slot: Slot = { merchantId: ctx.merchantId, mode: ctx.mode, scope, key };
  const fingerprint = sha256(bodyText);
  const end = monotonicMs() + waitMs;
  for (;;) {
    const claim = await tryClaim(slot, fingerprint);
    if (claim) return claim;
    if (monotonicMs() >= end) break;
    await pause(POLL_MS);
  }
  throw new AppError("conflict", "a request with this Idempotency-Key is still running", { reason: "in_flight" });
}
