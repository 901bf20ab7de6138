import { Money } from "@/app/_components/money";
import { AttemptStatusBadge, PaylinkStatusBadge, PaymentStatusBadge } from "@/app/_components/status-badge";
import { TrustBars } from "@/app/_components/trust-bars";
import { Panel } from "@/app/_components/ui/panel";
import { PAYLINK_STATUSES } from "@/lib/paylinks/paylink";
import { ATTEMPT_STATUSES, PAYMENT_STATUSES } from "@/lib/payments/payment";

const TRUST = ["unsigned", "address_known", "signed", "confirmed"] as const;
const DECLINES = ["insufficient_funds", "three_d", "card", "bank", "system"];
const AMOUNTS = [1n, 123450n, 1_000_000_000_000n, -45000n];

export function StateGallery() {
  return (
    <Panel id="states" title="Status, trust, money">
      <div className="panel-body grid gap-4">
        <p className="flex flex-wrap gap-4">
          {PAYMENT_STATUSES.map((status) => (
            <PaymentStatusBadge key={status} status={status} />
          ))}
        </p>
        <p className="flex flex-wrap gap-4">
          {DECLINES.map((reason) => (
            <PaymentStatusBadge key={reason} status="failed" reason={reason} />
          ))}
        </p>
        <p className="flex flex-wrap gap-4">
          {ATTEMPT_STATUSES.map((status) => (
            <AttemptStatusBadge key={status} status={status} />
          ))}
        </p>
        <p className="flex flex-wrap gap-4">
          {PAYLINK_STATUSES.map((status) => (
            <PaylinkStatusBadge key={status} status={status} />
          ))}
        </p>
        <p className="flex flex-wrap gap-4">
          {TRUST.map((trust) => (
            <TrustBars key={trust} trust={trust} />
          ))}
        </p>
        <p className="flex flex-wrap items-baseline gap-4 text-20 font-semibold">
          {AMOUNTS.map((amount) => (
            <Money key={String(amount)} minorUnits={amount} />
          ))}
        </p>
      </div>
    </Panel>
  );
}
