import { statements } from "@/db/client";
import { openDispute } from "@/lib/escrow/disputes/open-dispute";
import { confirmDelivery, markShipped } from "@/lib/escrow/evidence/add-evidence";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import type { Context } from "@/lib/runtime/context";
import { asOwner } from "../as-owner";
import type { DemoTransaction } from "../demo-facts";
import { fixedId } from "../demo-people";
import { DEMO_CASES, type DemoAct } from "./demo-cases";

/** A grey square: the smallest picture that a screen can show. */
const PICTURE =
  "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mPYsWkFSYhhVMOohuGrAQDSlRIfByihBgAAAABJRU5ErkJggg==";

async function accountOf(linkKey: string): Promise<string> {
  const [row] = await statements("vezne_system")<{ id: string }[]>`
    select e.id from escrow_accounts e join payments p on p.merchant_id = e.merchant_id and p.id = e.payment_id
    where p.paylink_id = ${fixedId("pl", linkKey)} and e.status <> 'pending'`;
  if (!row) throw new Error(`nothing is held for ${linkKey}`);
  return row.id;
}

function perform(ctx: Context, id: string, act: DemoAct): Promise<unknown> {
  if (act.kind === "ship") return markShipped(ctx, { id, carrier: act.carrier, tracking_no: act.trackingNo });
  if (act.kind === "arrived") return confirmDelivery(ctx, { id, evidence: { note: act.note } });
  if (act.kind === "arrived_photo") {
    return confirmDelivery(ctx, { id, evidence: { files: [{ name: act.name, content_base64: PICTURE }] } });
  }
  if (act.kind === "dispute") return openDispute(ctx, { id, reason: act.reason });
  return requestRelease(ctx, { id, note: act.note, ...(act.amount === undefined ? {} : { amount: act.amount }) });
}

/** What became of the demo's held money, as steps of its own time line. */
export function escrowSteps(transactions: readonly DemoTransaction[]): { atMinutes: number; run(): Promise<void> }[] {
  return DEMO_CASES.flatMap(({ link, acts }) => {
    const paid = transactions.find((row) => row.link === link && row.result === "paid");
    if (paid === undefined) return [];
    return acts.map(({ after, act }, index) => ({
      atMinutes: paid.at_minutes + after,
      run: async () => void (await perform(asOwner(`demo case ${link} ${index}`), await accountOf(link), act)),
    }));
  });
}
