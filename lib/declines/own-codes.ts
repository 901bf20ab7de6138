import type { DeclineText } from "./decline";

/** docs/providers/codes.md 4. Ends of a try that we decided ourselves; nobody was charged, nothing was refused. */
export const OWN_CODES: Record<string, DeclineText> = {
  superseded: "superseded",
  checkout_closed: "checkout_closed",
  not_started: "not_started",
  plan_not_for_card: "plan",
  no_publishable_key: "shop_setup",
  unsupported: "shop_setup",
  bad_token: "card_gone",
  foreign_page: "not_started",
};
