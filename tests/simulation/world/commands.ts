import { CHECKOUT_COMMANDS } from "./commands/checkouts";
import { ESCROW_COMMANDS } from "./commands/escrow";
import { MACHINERY_COMMANDS } from "./commands/machinery";
import { MONEY_BACK_COMMANDS } from "./commands/money-back";
import { NOTIFICATION_COMMANDS } from "./commands/notifications";
import { PAYLINK_COMMANDS } from "./commands/paylinks";
import { PAYOUT_COMMANDS } from "./commands/payouts";
import { POS_COMMANDS } from "./commands/pos";
import type { Command } from "./history";

/** Everything that may happen to a merchant, each as likely as its weight. */
export const COMMANDS: readonly Command[] = [
  ...PAYLINK_COMMANDS,
  ...CHECKOUT_COMMANDS,
  ...POS_COMMANDS,
  ...NOTIFICATION_COMMANDS,
  ...ESCROW_COMMANDS,
  ...MONEY_BACK_COMMANDS,
  ...PAYOUT_COMMANDS,
  ...MACHINERY_COMMANDS,
];
