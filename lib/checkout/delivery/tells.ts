/** What the page says after a form came back; catalogue keys. Nothing to say: the page's own state speaks. */
export const DELIVERY_TELLS = [
  "code_sent",
  "code_too_many",
  "no_address",
  "code_wrong",
  "code_expired",
  "code_tries",
  "report_card",
  "report_long",
  "report_reason",
  "too_often",
  "not_now",
] as const;
export type DeliveryTell = (typeof DELIVERY_TELLS)[number];

/** From the page's address; anything else is nothing. */
export const readTell = (text: string | string[] | undefined): DeliveryTell | undefined =>
  DELIVERY_TELLS.find((tell) => tell === text);
