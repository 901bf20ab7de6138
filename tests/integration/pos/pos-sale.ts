import { systemClock } from "@/lib/kernel/clock";
import { followPos } from "@/lib/pos/sales/follow-pos";
import { getPosSession } from "@/lib/pos/sales/queries";
import { startPosSale } from "@/lib/pos/sales/start-sale";
import type { PosSessionDto } from "@/lib/pos/schemas";
import { makeContext } from "../../support/context";
import type { TestMerchant } from "../../support/factories";

let tills = 0;

/** A till nobody used before. */
export function newTill(): { agent_id: string; user_id: string } {
  tills += 1;
  return { agent_id: "2044", user_id: `kasa${tills}` };
}

export const startSale = (merchant: TestMerchant, wish: Record<string, unknown> = {}): Promise<PosSessionDto> =>
  startPosSale(makeContext(merchant), { amount: 14_990, ...newTill(), ...wish });

/** The provider is asked, as the job does. */
export async function ask(merchant: TestMerchant, sessionId: string) {
  await followPos({ merchantId: merchant.id, sessionId, clock: systemClock });
  return getPosSession(makeContext(merchant), sessionId);
}
