import { issuerOf } from "../../bank/cards";
import { ALL_PLANS, chargeForCard } from "../payment/commission";
import { encodeLira } from "../protocol/amounts";

export interface CardFamily {
  bankId: string;
  bankName: string;
  type: "cc" | "bc";
}

/** The name of a plan of this family, as `ji_...`; a card of another family cannot use it. */
export function planKey({ bankId, type }: CardFamily, instalment: number): string {
  return `ji_EAAAA${Buffer.from(`${bankId}/${type}/${instalment}`).toString("base64url")}`;
}

/** The number of instalments behind a key, for a card of this family; null when it is none of its. */
export function planOf(family: CardFamily, key: string): number | null {
  return ALL_PLANS.find((instalment) => planKey(family, instalment) === key) ?? null;
}

/** The `ratio[]` of one family (docs/providers/paynet.md 7): one row a plan it offers. */
export function planRows(amount: bigint, family: CardFamily, addCommission: boolean): Record<string, unknown>[] {
  return ALL_PLANS.flatMap((instalment) => {
    const charge = chargeForCard(amount, family, instalment, addCommission);
    if (charge === null) return [];
    const parts = BigInt(Math.max(instalment, 1));
    const bps = addCommission ? charge.endUserRatioBps : charge.ratioBps;
    return [
      {
        ratio: bps / 10_000,
        instalment_key: planKey(family, instalment),
        instalment,
        instalment_amount: encodeLira((charge.amount + parts / 2n) / parts),
        total_net_amount: encodeLira(charge.net),
        total_amount: encodeLira(charge.amount),
        commision: encodeLira(charge.commission),
        commision_tax: encodeLira(charge.commissionTax),
        desc: instalment === 0 ? "Tek Çekim" : `${instalment} Taksit`,
        ratio_code: "",
        is_has_campaign: false,
        plus_installment: 0,
        post_pone: 0,
        campaign_note: "",
      },
    ];
  });
}

/** What a card's first digits say, or null when they are not six to eight digits. */
export function familyOf(bin: string): CardFamily | null {
  return /^\d{6,8}$/.test(bin) ? issuerOf(bin) : null;
}
