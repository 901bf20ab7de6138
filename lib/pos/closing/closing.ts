import { defineMachine } from "@/lib/kernel/state-machine";

export const CLOSING_STATUSES = ["counted", "sent_back", "locked"] as const;
export type ClosingStatus = (typeof CLOSING_STATUSES)[number];

/** A cashier's day: counted by one person, signed by another, then locked for ever. */
export const posClosingMachine = defineMachine<ClosingStatus>("pos_closing", {
  counted: ["sent_back", "locked"],
  sent_back: ["counted"],
  locked: [],
});

export const CLOSING_CHANNELS = ["pos", "paylink", "checkout"] as const;
export type ClosingChannel = (typeof CLOSING_CHANNELS)[number];
