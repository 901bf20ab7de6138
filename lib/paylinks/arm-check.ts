import "server-only";
import { transact } from "@/db/tenancy";
import type { Clock } from "@/lib/kernel/clock";
import { type PaylinkRecord, patchPaylink, readPaylink } from "./repository";

/** Makes sure the provider is asked again within so many seconds; an earlier appointment stands. */
export async function armCheck(
  link: Pick<PaylinkRecord, "merchantId" | "id">,
  clock: Clock,
  seconds: number,
): Promise<void> {
  const at = new Date(clock.now().getTime() + seconds * 1000);
  await transact(link.merchantId, async (tx) => {
    const current = await readPaylink(tx, link.merchantId, link.id);
    if (current.nextCheckAt !== null && current.nextCheckAt <= at) return;
    await patchPaylink(tx, link, { nextCheckAt: at });
  });
}
