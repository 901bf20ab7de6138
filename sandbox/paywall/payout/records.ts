/** One order to send money to an IBAN. Amounts are kuruş. */
export interface PaywallPayout {
  /** Account and merchant code. */
  id: string;
  account: string;
  number: number;
  guid: string;
  groupCode: string;
  merchantCode: string;
  title: string;
  iban: string;
  description: string;
  amount: bigint;
  at: number;
}
