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

/** How every life begins: with money to quarrel about. */
const PROLOGUE = ["create link", "payer at the provider", "notification", "take a job"];

/** What a merchant mostly does, and how such a life begins. */
type Inclination = { likes: readonly Command[]; prologue?: readonly string[] };

/** Of every five lives one is even, the others go deep into one part of the product. */
const INCLINATIONS: readonly Inclination[] = [
  { likes: [] },
  { likes: [...ESCROW_COMMANDS, ...PAYOUT_COMMANDS], prologue: [...PROLOGUE, "request release"] },
  { likes: [...CHECKOUT_COMMANDS, ...MONEY_BACK_COMMANDS] },
  { likes: POS_COMMANDS },
  { likes: [...PAYLINK_COMMANDS, ...MONEY_BACK_COMMANDS] },
];
const LIKED = 4;

/** The commands as they weigh in the life of this seed, and the names of its first ones. */
export function courseOf(seed: number): { commands: readonly Command[]; prologue: readonly string[] } {
  const { likes, prologue = PROLOGUE } = INCLINATIONS[seed % INCLINATIONS.length] ?? { likes: [] };
  const commands = COMMANDS.map((command) =>
    likes.includes(command) ? { ...command, weight: command.weight * LIKED } : command,
  );
  return { commands, prologue };
}
