/** What the browser got from `POST /pay/{token}/card-entry`: a `CardEntryGrant` as JSON. */
export type Grant =
  | { kind: "granted"; protocol: "paywall_temp_card" | "paynet_session"; url: string; fields: Record<string, string> }
  | { kind: string; protocol?: undefined };

export type BrowserCard = { holder: string; number: string; month: number; year: number; code: string };
/** `threeDUrl`: the bank's page as the provider named it to this browser; our server checks whose page it is. */
export type GivenCard = { cardToken: string; cardSession: string; threeDUrl?: string };

type Answer = Record<string, unknown>;
type Protocol = {
  headers(fields: Record<string, string>): Record<string, string>;
  body(card: BrowserCard, fields: Record<string, string>): Record<string, unknown>;
  read(answer: Answer, fields: Record<string, string>): GivenCard | undefined;
};

const ANSWER_MS = 20_000;
const TOKEN_MINUTES = 15;
const twoDigits = (value: number) => String(value % 100).padStart(2, "0");
const textOf = (value: unknown) => (typeof value === "string" ? value : "");

/** docs/providers/paywall.md 6: the token alone opens it, so the preflight is answered. */
const paywallTempCard: Protocol = {
  headers: ({ token }) => ({ token: token ?? "" }),
  body: (card) => ({
    CardType: 1,
    CardOwnerName: card.holder,
    CardNumber: card.number,
    CardCvv: card.code,
    CardExpiryMonth: twoDigits(card.month),
    CardExpiryYear: twoDigits(card.year),
    ExpiryMin: TOKEN_MINUTES,
  }),
  read: (answer) => {
    const body = (answer.Body ?? answer.body ?? {}) as Answer;
    const cardToken = textOf(body.CardToken ?? body.cardToken);
    const isDone = (answer.Result ?? answer.result) === true && cardToken !== "";
    return isDone ? { cardToken, cardSession: "" } : undefined;
  },
};

/** lib/providers/three-d.ts `CardEntryGrant`: a session of our server, the browser's own key, a token for the card. */
const paynetSession: Protocol = {
  headers: ({ publishable_key }) => ({ authorization: `Basic ${publishable_key ?? ""}` }),
  body: (card, { publishable_key: _header, card_session: _ours, ...fields }) => ({
    ...fields,
    card_holder: card.holder,
    pan: card.number,
    month: card.month,
    year: card.year,
    cvc: card.code,
  }),
  read: (answer, { card_session }) => {
    const cardToken = textOf(answer.token_id);
    const isDone = Number(answer.code ?? 0) === 0 && cardToken !== "";
    return isDone ? { cardToken, cardSession: card_session ?? "", threeDUrl: textOf(answer.post_url) } : undefined;
  },
};

const PROTOCOLS = { paywall_temp_card: paywallTempCard, paynet_session: paynetSession };

/** Gives the card from this browser to the provider; our server never sees it. Undefined when it was not taken. */
export async function giveCard(grant: Grant, card: BrowserCard): Promise<GivenCard | undefined> {
  if (grant.protocol === undefined) return undefined;
  const protocol = PROTOCOLS[grant.protocol];
  const response = await fetch(grant.url, {
    method: "POST",
    mode: "cors",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    headers: { "content-type": "application/json", ...protocol.headers(grant.fields) },
    body: JSON.stringify(protocol.body(card, grant.fields)),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  if (!response.ok) return undefined;
  return protocol.read((await response.json()) as Answer, grant.fields);
}

/** Asks our server to open the way at the provider for the chosen plan. */
export async function askGrant(
  token: string,
  account: string,
  plan: { installments: string; bin: string; saveCard: boolean },
): Promise<Grant> {
  const path = `/pay/${encodeURIComponent(token)}/card-entry?account=${encodeURIComponent(account)}`;
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(plan),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  return response.ok ? ((await response.json()) as Grant) : { kind: "refused" };
}
