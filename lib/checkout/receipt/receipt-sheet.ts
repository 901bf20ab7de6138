/** Sentences and figures in the reader's language; the same ones stand on the screen. */
export type ReceiptSheet = {
  language: "tr" | "en";
  merchant: { name: string; phone: string | null };
  title: string;
  number: string;
  verdict: string;
  amount: string;
  /** What was bought; absent where the sale was not itemised. */
  items?: ReceiptItems | undefined;
  lines: readonly { name: string; value: string; note?: string | undefined; isSum?: boolean | undefined }[];
  foot: readonly string[];
  paidAt: Date;
};

/** Amounts as shown, the currency in the headings. */
export type ReceiptItems = {
  heads: { name: string; quantity: string; unitAmount: string; amount: string };
  rows: readonly { name: string; quantity: string; unitAmount: string; amount: string }[];
};
