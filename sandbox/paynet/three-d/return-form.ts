import { createHash } from "node:crypto";
import type { Reply } from "../../http/exchange";
import { Html, html } from "../../pages/html";
import { pageReply } from "../../pages/layout";
import type { PaynetSession } from "../records";
import { tokenOf } from "./session-ids";

const SUBMIT = "document.forms[0].submit()";
const SCRIPT_HASH = createHash("sha256").update(SUBMIT).digest("base64");
const POST_LIMIT_MS = 10_000;

/**
 * What the payer's browser posts back: two ids, and a word after a failure. It proves nothing (3.2).
 * ASSUMPTION PAYNET-S6: which field tells of the failure.
 */
export function returnFields(session: PaynetSession): [name: string, value: string][] {
  const ids: [string, string][] = [
    ["session_id", session.id],
    ["token_id", tokenOf(session)],
  ];
  return session.status === "failed_3d" ? [...ids, ["message", "3D doğrulaması başarısız"]] : ids;
}

/** A form that submits itself, from this site to the shop's. */
export function returnForm(session: PaynetSession): Reply {
  const fields = returnFields(session).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const content = html`<h1>Mağazaya dönülüyor</h1>
<form method="post" action="${session.returnUrl}">${fields}<button type="submit">Mağazaya dön</button></form>
<script>${new Html(SUBMIT)}</script>`;
  const reply = pageReply({ title: "Mağazaya dönülüyor", brand: "Paynet sandbox", content });
  const policy = `${reply.headers["content-security-policy"]}; script-src 'sha256-${SCRIPT_HASH}'`;
  return { ...reply, headers: { ...reply.headers, "content-security-policy": policy } };
}

/** Posts the same form without a browser; a redirect is not followed. Null when nobody answered. */
export async function postReturn(session: PaynetSession): Promise<number | null> {
  try {
    const body = new URLSearchParams(returnFields(session));
    const signal = AbortSignal.timeout(POST_LIMIT_MS);
    const answer = await fetch(session.returnUrl, { method: "POST", body, redirect: "manual", signal });
    return answer.status;
  } catch {
    return null;
  }
}
