import { statements } from "@/db/client";
import { createLink, PayerBrowser } from "../../../support/factories-paylink";
import { ago, booked, type Chapter, named, silent } from "../asking";

export const links: Chapter = {
  entity: "paylink",
  table: "paylinks",
  asks: {
    "hand over": { command: "hand_over" },
    "hand over, too late": { command: "hand_over", force: { expires_at: ago(1) } },
    ...named(
      "the provider knows of nothing",
      silent((force) => ({
        command: "record_absence",
        call: "record_absence(p->>'merchant_id', p->>'paylink_id', 'call_1')",
        force,
      })),
    ),
    "the payer comes back": {
      command: "record_return",
      call: "record_return(p->>'merchant_id', p->>'paylink_id', p->>'payment_id')",
    },
    ...booked("book_transaction"),
  },
  async subject(merchant) {
    const link = await createLink(merchant);
    return { id: link.id, names: { paylink_id: link.id } };
  },
};

export const linksSomebodyOpened: Chapter = {
  ...links,
  always: { max_uses: "2", uses: "1", amount_paid: "100000" },
  async subject(merchant) {
    const link = await createLink(merchant, { max_uses: 3 });
    await new PayerBrowser().goToPayment(link);
    const [payment] = await statements("vezne_system")<{ id: string }[]>`
      select id from payments where merchant_id = ${merchant.id} and paylink_id = ${link.id}`;
    return { id: link.id, names: { paylink_id: link.id, payment_id: payment?.id } };
  },
};
