/** What was sold by whom, and what of it was approved. Amounts are bigint kuruş, shares of a hundred in hundredths. */

/** An approval and the earnings it made. */
export interface PaywallApproval {
  at: number;
  sellerEarningId: number;
  sellerEarning: bigint;
  sellerDate: number;
  platformEarningId: number;
  platformEarning: bigint;
  platformDate: number;
}

export interface PaywallProduct {
  /** Paywall's own number of it, which approvals name. */
  id: number;
  productId: string;
  name: string;
  category: string;
  description: string;
  amount: bigint;
  /** 0: no seller's. */
  memberId: number;
  earningCalculated: boolean;
  earning: bigint;
  /** Percent of this sale alone; null where the member's own counts. */
  commission: bigint | null;
  discountOwner: number;
  discountType: number;
  discountValue: bigint;
  cargoType: number;
  cargoCurrencyId: number;
  cargoCost: bigint;
  approval: PaywallApproval | null;
}
