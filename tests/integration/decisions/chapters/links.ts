import { createMerchant } from "../../../support/factories";
import { createLink } from "../../../support/factories-paylink";
import { ago, booked, type Chapter } from "../asking";

export const links: Chapter = {
  entity: "paylink",
  table: "paylinks",
  asks: {
    "hand over": { command: "hand_over" },
    "hand over, too late": { command: "hand_over", force: { expires_at: ago(1) } },
    ...booked("book_transaction"),
  },
  async subject() {
    const merchant = await createMerchant();
    const link = await createLink(merchant);
    return { merchant, id: link.id, names: { paylink_id: link.id } };
  },
};
