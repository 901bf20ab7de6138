import { approvePayouts, markPayoutFailed, markPayoutPaid, withdrawPayout } from "@/lib/payouts/decide-payouts";
import { exportPayouts } from "@/lib/payouts/export-payouts";
import { requestPayouts } from "@/lib/payouts/request-payouts";
import { BankFileDto, PayoutDto, PayoutFilter } from "@/lib/payouts/schemas";
import { acceptCase } from "@/lib/reconciliation/decide-case";
import { adoptCase, askCase } from "@/lib/reconciliation/fix-case";
import { CaseDto, CaseFilter } from "@/lib/reconciliation/schemas";
import type { UseCase } from "@/lib/runtime/use-case";
import { command, type Operation, type Operations, one, page } from "./operation";

const keyed = { needsKey: true } as const;

/** A command about several that is called about one: its list comes from the address. */
function aboutOne(does: string, by: UseCase): Operation {
  const { permission, input } = by.useCase;
  return {
    does,
    permission,
    takes: input,
    fromPath: ["ids"],
    answers: { one: PayoutDto },
    status: 200,
    needsKey: true,
  };
}

const PAYOUTS: Operations = {
  "GET /payouts": page("What sellers are owed and what became of it.", PayoutFilter, PayoutDto),
  "GET /payouts/{id}": one("One payout.", PayoutDto),
  "POST /payouts/{id}/request": aboutOne("Asks to pay it, by a file for the bank or by the provider.", requestPayouts),
  "POST /payouts/{id}/approve": aboutOne("The second person's yes, with the sum.", approvePayouts),
  "POST /payouts/{id}/withdraw": command("Takes back one's own request.", withdrawPayout, PayoutDto, keyed),
  "POST /payouts/{id}/mark_paid": command("Says that the bank paid it.", markPayoutPaid, PayoutDto, keyed),
  "POST /payouts/{id}/mark_failed": command("Says that the bank sent it back.", markPayoutFailed, PayoutDto, keyed),
  "POST /payouts/export": command("Makes the bank's file.", exportPayouts, BankFileDto, {
    ...keyed,
    fromPath: [],
    status: 201,
  }),
};

/** What leaves the house, and whether the providers' books agree. */
export const SETTLING: Operations = {
  ...PAYOUTS,
  "GET /reconciliation/cases": page(
    "Differences between our books, the providers' and the bank's.",
    CaseFilter,
    CaseDto,
  ),
  "GET /reconciliation/cases/{id}": one("One difference.", CaseDto),
  "POST /reconciliation/cases/{id}/ask": command("Asks the provider again.", askCase, CaseDto, keyed),
  "POST /reconciliation/cases/{id}/adopt": command("Books what the provider alone has.", adoptCase, CaseDto, keyed),
  "POST /reconciliation/cases/{id}/accept": command("Lets it stand, with a reason.", acceptCase, CaseDto, keyed),
};
