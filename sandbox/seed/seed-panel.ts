import { newXactId } from "../paynet/payment/xact-ids";
import type { Transaction } from "../state/records";
import type { Truth } from "../state/truth";
import type { At } from "./to-transaction";

const PANEL_SALE = { minutes: -2_010, amount: 127_500n, commission: 2_537n } as const;
/** Kept back above what was agreed. */
const MORE_KEPT = 125n;

/**
 * What the demo's provider holds and the shop does not know: a sale of its own panel, a higher commission, a payment that
 * the card's bank took back. The nightly comparison finds them. `rows` by the key of the seed.
 */
export function putPanel(truth: Truth, rows: Map<string, Transaction>, at: At): void {
  const [sold, dearer, charged] = [rows.get("paid-today"), rows.get("active-multi-2"), rows.get("paid-commission")];
  if (sold) {
    const { amount, commission } = PANEL_SALE;
    const moment = at(PANEL_SALE.minutes);
    const names = {
      id: newXactId(),
      xact: sold.xact + 900,
      referenceNo: "",
      paylinkId: null,
      orderId: "PNPANEL",
      note: "",
    };
    const figures = { amount, commission, net: amount - commission, refunded: 0n, instalment: 0 };
    truth.put("transaction", {
      ...sold,
      ...names,
      ...figures,
      at: moment,
      visibleAt: moment,
      uuid: crypto.randomUUID(),
    });
  }
  if (dearer) {
    const commission = dearer.commission + MORE_KEPT;
    truth.put("transaction", { ...dearer, commission, net: dearer.amount - commission });
  }
  if (charged) truth.put("transaction", { ...charged, chargedBack: true });
}
