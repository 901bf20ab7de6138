import type { Reply } from "../http/exchange";
import { Html, html } from "./html";
import { STYLE } from "./style";

// No form-action: browsers apply it to the redirect that leads back to the merchant as well.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

export interface PageParts {
  title: string;
  status?: number;
  /** Whose page is imitated; shown beside the sandbox's own mark. */
  brand?: string;
  wide?: boolean;
  /** Drawn as the screen of a phone. */
  phone?: boolean;
  content: Html;
}

/** A whole page, marked so that nobody takes it for the real provider or a real bank. */
export function pageReply({ title, status = 200, brand = "Paynet sandbox", wide, phone, content }: PageParts): Reply {
  const document = html`<!doctype html>
<html lang="tr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${brand}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header><p class="notice" role="note"><strong>Deneme ortamı.</strong> Bu sayfa gerçek ${brand.startsWith("Paywall") ? "Paywall" : "Paynet"} değildir; kartınızdan para çekilmez.</p></header>
<main class="${phone ? "phone" : wide ? "wide" : ""}">
<p class="brand">${brand}</p>
${content}
</main>
</body>
</html>`;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "content-security-policy": POLICY,
  };
  return { status, headers, body: document.text };
}
