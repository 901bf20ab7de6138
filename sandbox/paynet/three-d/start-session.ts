import type { Transaction } from "../../state/records";
import type { World } from "../../world";
import { refuse } from "../protocol/refusal";
import { repeatedEnvelope, successEnvelope } from "../protocol/result-codes";
import type { PaynetSession } from "../records";
import type { ServiceAnswer, ServiceCall } from "../service";
import { GATE_PATH } from "./gate-page";
import { readInitial } from "./read-initial";
import { tokenOf } from "./session-ids";

/**
 * `POST /v2/transaction/tds_initial` (docs/providers/paynet.md 3.1): a session and the way to the bank; nothing is
 * charged. A reference that was paid answers 100 without a way; a newer session takes the place of an unpaid one.
 */
export function startSession(call: ServiceCall): ServiceAnswer {
  const { world } = call;
  const session = readInitial(call);
  if (paidBefore(world, session) !== undefined) return { body: repeatedEnvelope("tds_initial") };
  if (session.card?.threeDsOff) throw refuse("three_ds_failed", "Kart 3D işlemine kapalıdır");
  replaceEarlier(world, session);
  world.truth.put("pnSession", session);
  const post_url = gateUrl(world, session);
  const html_content = `<form id="paynetForm" name="paynetForm" method="post" action="${post_url.replaceAll("&", "&amp;")}"></form>`;
  const ids = { session_id: session.id, token_id: tokenOf(session) };
  return { body: { ...ids, post_url, html_content, ...successEnvelope("tds_initial") } };
}

function gateUrl(world: World, session: PaynetSession): string {
  const query = new URLSearchParams({ session_id: session.id, token_id: tokenOf(session) });
  return `${world.pagesUrl}${GATE_PATH}?${query}`;
}

/** The payment or hold that this reference already got. */
export function paidBefore(world: World, { account, referenceNo }: PaynetSession): Transaction | undefined {
  const rows = world.truth.transactionsByReference(account, referenceNo);
  return rows.find((row) => row.isSucceed && [1, 3].includes(row.transactionType));
}

// ASSUMPTION PAYNET-S3: an unpaid reference may be started again, which ends its earlier session.
function replaceEarlier(world: World, { account, referenceNo }: PaynetSession): void {
  for (const earlier of world.truth.all("pnSession")) {
    const same = earlier.account === account && earlier.referenceNo === referenceNo && earlier.flow === "api";
    if (same && earlier.xactId === null) world.truth.put("pnSession", { ...earlier, status: "replaced" });
  }
}
