import type { TimelineItem } from "@/lib/payments/schemas";
import type { PosSessionView } from "../schemas";

/** A try of a sale as the board, the list and the cashier's phone show it. */
export type PosSaleView = PosSessionView & {
  /** Who began it; null for a stranger, and for a key whose owner left. */
  cashier: string | null;
};

export type PosBoard = {
  /** The product's clock when this was read. */
  now: string;
  /** Nobody knows how they ended; the oldest first. */
  unknown: PosSaleView[];
  /** On their way, by age. */
  live: PosSaleView[];
  /** Money that came after everybody had given up, read by nobody yet. */
  alarms: PosSaleView[];
  /** The newest of today's ended ones, and how many there are. */
  finished: PosSaleView[];
  finished_count: number;
};

/** One try with all that its sale went through. */
export type PosSaleStory = { now: string; sale: PosSaleView; tries: PosSaleView[]; timeline: TimelineItem[] };
