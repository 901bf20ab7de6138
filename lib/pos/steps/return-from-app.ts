import "server-only";
import { createHash } from "node:crypto";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { log } from "@/lib/runtime/logger";
import { runCommand } from "@/lib/runtime/run-command";
import { storeEvent } from "@/lib/webhooks/store-event";
import { merchantSlug } from "../sales/merchant-slug.queries";
import { type PosWork, readPosWork } from "../sales/repository";
import { openEncryptionKey } from "../sales/session-seal";
import { openSoftPos } from "../terminals/terminal-key";

export type AppReturn = {
  merchantId: string;
  sessionId: string;
  /** What the provider's app appended, encrypted for this session. */
  data: string | undefined;
  address: string;
  clock: Clock;
};

/** `ours`: it opens with this session's key and names it. Anything else is kept as what it is: a claim. */
function standingOf(
  { session, account }: PosWork,
  data: string | undefined,
): "ours" | "unreadable" | "another" | "none" {
  if (data === undefined) return "none";
  const key = openEncryptionKey(session);
  if (key === null) return "unreadable";
  const read = openSoftPos(account, { kind: "pos_session", id: session.id }).readCallback(data, key);
  if (read.kind === "unreadable") return "unreadable";
  return read.paymentSessionId === session.paymentSessionId ? "ours" : "another";
}

/**
 * The cashier's browser comes back from the provider's app. Whatever it brings only leads to a question (fault F73).
 * Answers the page to go on with; undefined where there is no such try.
 */
export async function returnFromApp(arrival: AppReturn): Promise<string | undefined> {
  const work = await readPosWork(arrival.merchantId, arrival.sessionId);
  if (!work) return undefined;
  const { session } = work;
  const standing = standingOf(work, arrival.data);
  if (standing === "another" || standing === "unreadable") {
    log.warn("an app callback that does not belong to its session", { paymentId: session.paymentId, reason: standing });
  }
  const body = JSON.stringify({ app_callback: standing });
  await storeEvent({
    id: newId("event", arrival.clock.now()),
    merchant_id: session.merchantId,
    mode: session.mode,
    provider: session.provider as "paynet",
    provider_account_id: session.providerAccountId,
    source: "return",
    event_key: createHash("sha256")
      .update(`return|${session.id}|${arrival.data ?? ""}`)
      .digest("hex"),
    trust: "unsigned",
    subject_id: session.id,
    provider_reference: null,
    address: arrival.address,
    content_type: null,
    body,
    body_sha256: createHash("sha256").update(body).digest("hex"),
  });
  await runCommand("vezne_app", "note_pos", {
    merchant_id: session.merchantId,
    session_id: session.id,
    hint: "returned",
    actor: { kind: "provider", id: "app" },
  });
  return `/m/${await merchantSlug(session.merchantId)}/pos/cashier/${session.id}`;
}
