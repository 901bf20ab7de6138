import { z } from "zod";
import { openChargeback, settleChargeback } from "@/lib/escrow/disputes/chargeback";
import { openDispute, resolveDispute } from "@/lib/escrow/disputes/open-dispute";
import { addEvidence, confirmDelivery, markShipped } from "@/lib/escrow/evidence/add-evidence";
import { decideMirror } from "@/lib/escrow/mirror/decide-mirror";
import { type BulkReleaseResult, releaseInBulk } from "@/lib/escrow/releases/bulk-release";
import { approveRequest, rejectRequest, undoRelease, withdrawRequest } from "@/lib/escrow/releases/decide-release";
import { refundHeld } from "@/lib/escrow/releases/refund-held";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import { DisputeDto, DisputeFilter, EscrowDto, EscrowFilter } from "@/lib/escrow/schemas";
import { extendEscrow } from "@/lib/escrow/timers/extend-escrow";
import { command, type Operations, one, page } from "./operation";

const keyed = { needsKey: true } as const;

const EVIDENCE: Operations = {
  "POST /escrow_accounts/{id}/ship": command("Says that the parcel is on its way.", markShipped, EscrowDto),
  "POST /escrow_accounts/{id}/evidence": command("Adds evidence, files as base64.", addEvidence, EscrowDto),
  "POST /escrow_accounts/{id}/confirm_delivery": command("Adds evidence that it arrived.", confirmDelivery, EscrowDto),
  "GET /escrow_accounts/{id}/pack": {
    ...one("Everything known about it as one archive, whose manifest the audit log names.", EscrowDto),
    answers: { file: "application/zip" },
  },
};

const BulkAnswer: z.ZodType<BulkReleaseResult> = z.strictObject({
  object: z.literal("list"),
  id: z.string(),
  data: z.array(
    z.strictObject({
      escrow_id: z.string(),
      result: z.enum(["released", "awaiting_approval", "refused"]),
      reason: z.string().exactOptional(),
    }),
  ),
});

const RELEASES: Operations = {
  "POST /escrow_accounts/{id}/release": command("Asks to pay the seller.", requestRelease, EscrowDto, keyed),
  "POST /escrow_accounts/{id}/refund": command("Asks to give held money back.", refundHeld, EscrowDto, keyed),
  "POST /escrow_accounts/{id}/approve": command(
    "The second person's yes, with the amount.",
    approveRequest,
    EscrowDto,
    keyed,
  ),
  "POST /escrow_accounts/{id}/reject": command("The second person's no.", rejectRequest, EscrowDto, keyed),
  "POST /escrow_accounts/{id}/withdraw": command("Takes back one's own request.", withdrawRequest, EscrowDto, keyed),
  "POST /escrow_accounts/{id}/undo": command("Undoes a release within its minutes.", undoRelease, EscrowDto, keyed),
  "POST /escrow_accounts/{id}/extend": command("Gives the payer more days.", extendEscrow, EscrowDto, keyed),
  "POST /escrow_accounts/{id}/mirror": command(
    "What the provider is told when our word failed.",
    decideMirror,
    EscrowDto,
    keyed,
  ),
  "POST /escrow_accounts/bulk_release": command("Releases several of one evidence class.", releaseInBulk, BulkAnswer, {
    ...{ ...keyed, fromPath: [] },
  }),
};

const DISPUTES: Operations = {
  "POST /escrow_accounts/{id}/dispute": command("Stops every clock.", openDispute, EscrowDto, keyed),
  "POST /escrow_accounts/{id}/resolve": command("Ends a dispute.", resolveDispute, EscrowDto, keyed),
  "GET /disputes": page("Disputes and chargebacks, newest first.", DisputeFilter, DisputeDto),
  "POST /disputes": command("Records a chargeback that the bank told of.", openChargeback, DisputeDto, {
    ...{ ...keyed, fromPath: [], status: 201 },
  }),
  "GET /disputes/{id}": one("One dispute.", DisputeDto),
  "POST /disputes/{id}/settle": command("Records how a chargeback ended.", settleChargeback, DisputeDto, keyed),
};

/** Money that waits for a delivery. */
export const HOLDING: Operations = {
  "GET /escrow_accounts": page("Held money, newest first.", EscrowFilter, EscrowDto),
  "GET /escrow_accounts/{id}": one("One held amount with its evidence and requests.", EscrowDto),
  ...EVIDENCE,
  ...RELEASES,
  ...DISPUTES,
};
