import { eventuallyPasses } from "../../support/eventually-passes";
import type { Rig } from "./open-rig";

export type Link = { id: string; provider_id: string; provider_reference: string };

/** A link of the demo merchant, made through REST. */
export async function makeLink(rig: Rig, amount: number, reference: string, wish: object = {}): Promise<Link> {
  const answer = await rig.api("POST", "/paylinks", {
    body: { amount, currency: "TRY", customer: { name: "Yük Altında" }, reference_no: reference, ...wish },
  });
  if (answer.status !== 201) throw new Error(`create: ${answer.status} ${answer.text}`);
  return answer.body as unknown as Link;
}

export async function paymentOf(rig: Rig, link: Link, status: string): Promise<string> {
  return eventuallyPasses(async () => {
    const { body } = await rig.api("GET", `/payments?paylink_id=${link.id}&status=${status}`);
    const [payment] = body.data as { id: string }[];
    if (!payment) throw new Error(`no ${status} payment of ${link.id}`);
    return payment.id;
  }, 20_000);
}

/** A payment whose money was taken (or, with `preauth`, is held) a moment ago. */
export async function makePayment(rig: Rig, amount: number, reference: string, preauth = false) {
  const link = await makeLink(rig, amount, reference);
  await rig.control(`paylinks/${link.provider_id}/pay`, { preauth });
  return { link, id: await paymentOf(rig, link, preauth ? "authorised" : "captured") };
}

/** A paid link whose money is held under these terms; the id of its account. */
export async function makeHeld(rig: Rig, amount: number, reference: string, terms: object = {}): Promise<string> {
  const link = await makeLink(rig, amount, reference, { escrow: terms });
  await rig.control(`paylinks/${link.provider_id}/pay`);
  const { body } = await rig.api("GET", `/payments/${await paymentOf(rig, link, "captured")}`);
  return String(body.escrow_account_id);
}
