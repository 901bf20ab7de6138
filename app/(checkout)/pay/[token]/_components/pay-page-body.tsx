import type { PayPage } from "@/lib/checkout/schemas";
import { payAction } from "../actions";
import { CheckingPage } from "./checking-page";
import { CheckoutPage } from "./checkout/checkout-page";
import type { CardNotice } from "./checkout/stored-cards/keep-card";
import { ClosedPage } from "./closed-page";
import { FailedPage } from "./failed-page";
import { OfferPage } from "./offer-page";
import { PaidPage } from "./paid-page";
import { PayFrame } from "./pay-frame";
import { RedirectingPage } from "./redirecting-page";

const WIDE: readonly PayPage["kind"][] = ["offer", "checkout", "paid"];

type PayPageBodyProps = { page: PayPage; token: string; address: string; cardNotice?: CardNotice | undefined };

/** One kind a page. `address` is where the page itself lives, for a form that answers without script. */
export function PayPageBody({ page, token, address, cardNotice }: PayPageBodyProps) {
  return (
    <PayFrame page={page} isWide={WIDE.includes(page.kind)}>
      {page.kind === "offer" ? <OfferPage page={page} /> : null}
      {page.kind === "checkout" ? (
        <CheckoutPage page={page} action={payAction.bind(null, token)} address={address} cardNotice={cardNotice} />
      ) : null}
      {page.kind === "redirecting" ? <RedirectingPage page={page} /> : null}
      {page.kind === "checking" ? <CheckingPage page={page} /> : null}
      {page.kind === "paid" ? <PaidPage page={page} /> : null}
      {page.kind === "failed" ? <FailedPage page={page} /> : null}
      <ClosedPage page={page} token={token} />
    </PayFrame>
  );
}
