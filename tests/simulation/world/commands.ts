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

/** What a merchant mostly does: of every five lives one is even, the others go deep into one part of the product. */
const INCLINATIONS: readonly (readonly Command[])[] = [
  [],
  [...ESCROW_COMMANDS, ...PAYOUT_COMMANDS],
  [...CHECKOUT_COMMANDS, ...MONEY_BACK_COMMANDS],
  POS_COMMANDS,
  [...PAYLINK_COMMANDS, ...MONEY_BACK_COMMANDS],
];
const INCLINED = 4;

/** The same commands as they weigh in the life of this seed. */
export function commandsOf(seed: number): readonly Command[] {
  const liked = INCLINATIONS[seed % INCLINATIONS.length] ?? [];
  return COMMANDS.map((command) =>
    liked.includes(command) ? { ...command, weight: command.weight * INCLINED } : command,
  );
}
