import path from "node:path";
import type { MigrationPlan } from "@/db/migrate";
import { captureMachine } from "@/lib/captures/capture";
import { checkoutMachine } from "@/lib/checkout/checkout";
import { disputeMachine, escrowMachine, releaseMachine } from "@/lib/escrow/account";
import { mirrorMachine } from "@/lib/escrow/mirror/mirror";
import { QUEUES } from "@/lib/jobs/queues";
import { paylinkMachine } from "@/lib/paylinks/paylink";
import { attemptMachine, paymentMachine } from "@/lib/payments/payment";
import { payoutMachine } from "@/lib/payouts/payout";
import { posClosingMachine } from "@/lib/pos/closing/closing";
import { posSessionMachine } from "@/lib/pos/session";
import { caseMachine, runMachine } from "@/lib/reconciliation/run";
import { refundMachine } from "@/lib/refunds/refund";

const steps = [
  paylinkMachine,
  checkoutMachine,
  paymentMachine,
  attemptMachine,
  refundMachine,
  captureMachine,
  posSessionMachine,
  posClosingMachine,
  escrowMachine,
  releaseMachine,
  disputeMachine,
  payoutMachine,
  mirrorMachine,
  caseMachine,
  runMachine,
].flatMap((machine) =>
  machine.steps().map((step) => {
    const [from = "", to = ""] = step.split(">");
    return [machine.entity, from, to] as const;
  }),
);

/** What brings the database behind `adminUrl` to this release; `databaseUrl` names who logs in at run time. */
export function migrationPlan(databaseUrl: string, adminUrl: string): MigrationPlan {
  return {
    adminUrl,
    loginUser: decodeURIComponent(new URL(databaseUrl).username),
    folder: path.resolve(import.meta.dirname, "../../db"),
    queues: QUEUES,
    steps,
  };
}
