export interface PaywallBankAccount {
  id: number;
  currencyId: number;
  title: string;
  iban: string;
}

/** When and less what a member is paid: 1 after days, 2 on a weekday, 3 on a day of the month; percent in hundredths. */
export interface PaywallValueDate {
  id: number;
  type: number;
  value: number;
  commission: bigint;
}

/** Texts of a member by their names on the wire. */
export type PaywallMemberTexts = Record<string, string>;

export interface PaywallMember {
  /** Account and number. */
  id: string;
  account: string;
  memberId: number;
  isSubMerchant: boolean;
  type: number;
  externalId: string;
  texts: PaywallMemberTexts;
  banks: PaywallBankAccount[];
  valueDate: PaywallValueDate | null;
  insertedAt: number;
  updatedAt: number | null;
  deleted: boolean;
}
