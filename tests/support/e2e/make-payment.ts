import { expect } from "@playwright/test";
import type { Programs } from "../browser";

/** A payment of today of the demo merchant, in this status and proved by our own query; `more` goes into the link. */
export async function makePayment(
  programs: Programs,
  amount: number,
  name: string,
  { preauth = false, ...more }: { preauth?: boolean; reference_no?: string; escrow?: { enabled: boolean } } = {},
): Promise<string> {
  const { body: link } = await programs.call("POST", "/api/v1/paylinks", {
    amount,
    currency: "TRY",
    customer: { name },
    ...more,
  });
  await programs.control(`/paylinks/${link.provider_id}/pay`, { preauth });
  let id = "";
  await expect(async () => {
    const status = preauth ? "authorised" : "captured";
    const { body } = await programs.call("GET", `/api/v1/payments?paylink_id=${link.id}&status=${status}`);
    id = (body.data as { id: string }[])[0]?.id ?? "";
    expect(id).not.toBe("");
  }).toPass();
  return id;
}
