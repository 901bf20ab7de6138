import "server-only";
import { statements } from "@/db/client";
import { wakeDashboards, wakeWorkers } from "./wake-workers";

/**
 * What time alone brings about: links expire, questions and account lists fall due, forgotten events are asked again.
 * Each is one statement; several workers may run it at once. The tables remember, so the queue is expendable.
 */
export async function sweepDue(): Promise<number> {
  const [row] = await statements("vezne_system")<
    {
      expired: number;
      links: number;
      tries: number;
      sales: number;
      accounts: number;
      refunds: number;
      captures: number;
      escrows: number;
      payouts: number;
      mirrors: number;
      reconciliations: number;
      events: number;
    }[]
  >`
    select expire_due_paylinks() + expire_due_checkouts() as expired, queue_due_paylinks(200) as links,
      queue_due_attempts(200) as tries, queue_due_pos(200) as sales,
      queue_due_accounts() as accounts, queue_due_refunds(200) as refunds, queue_due_captures(200) as captures,
      queue_due_escrows(200) as escrows, queue_due_payouts(200) as payouts, queue_due_mirrors(200) as mirrors,
      queue_due_reconciliations() as reconciliations, requeue_forgotten_events() as events,
      forget_idempotency_keys(1000)`;
  if (!row) return 0;
  const queued =
    row.links +
    row.tries +
    row.sales +
    row.accounts +
    row.refunds +
    row.captures +
    row.escrows +
    row.payouts +
    row.mirrors +
    row.reconciliations +
    row.events;
  if (queued > 0) wakeWorkers();
  if (row.expired > 0) wakeDashboards();
  return queued + row.expired;
}
