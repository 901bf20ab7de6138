import "server-only";
import type { ProviderAccount } from "@/lib/settings/provider-account-repository";
import type { Booking, BookingCommand } from "./book-transaction";

export type Told = Pick<Booking, "transaction" | "callId" | "eventId" | "actor" | "clock" | "ids">;

/**
 * What may be asked about a link, a try or a phone's sale without moving anything, and what each row of the answer would
 * make us book. The same question and the same commands as the follower's.
 */
export type Question = {
  account: ProviderAccount;
  subjectKind: "paylink" | "attempt" | "pos_session";
  subjectId: string;
  ask: { reference: string; linkId?: string };
  /** The row must carry the question's own reference; another's is nobody's until a person looks. */
  commandOf(told: Told): Promise<BookingCommand>;
};
