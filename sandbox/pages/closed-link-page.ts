import type { Reply } from "../http/exchange";
import type { Unpayable } from "../paynet/payment/payable";
import { html } from "./html";
import { pageReply } from "./layout";

const CLOSED: Readonly<Record<Unpayable | "unknown", { title: string; text: string; status: number }>> = {
  used: { title: "Bu bağlantı ile ödeme yapıldı", text: "Aynı bağlantı ikinci kez kullanılamaz.", status: 410 },
  expired: { title: "Bağlantının süresi doldu", text: "Satıcıdan yeni bir ödeme bağlantısı isteyin.", status: 410 },
  passive: { title: "Bağlantı kapatıldı", text: "Satıcı bu ödeme bağlantısını kapattı.", status: 410 },
  unknown: { title: "Bağlantı bulunamadı", text: "Adresi eksiksiz açtığınızdan emin olun.", status: 404 },
};

/** What a payer sees instead of a card form. */
export function closedLinkPage(reason: Unpayable | "unknown"): Reply {
  const { title, text, status } = CLOSED[reason];
  return pageReply({ title, status, content: html`<h1>${title}</h1><p>${text}</p>` });
}
