import { createHash, randomUUID } from "node:crypto";
import type { World } from "../../world";
import type { Fields } from "../protocol/fields";
import { refuse } from "../protocol/refusal";
import type { PaywallCardMemory, PaywallCardOwner, PaywallStoredCard } from "../records";
import type { PaywallCall, PaywallServiceAnswer } from "../service";
import { rememberPaywallCard } from "./test-cards";

/** ASSUMPTION PAYWALL-K1: a stored card's `UniqueCode` changes every fifteen minutes and the old one is refused at once. */
const RENAMED_EVERY_MS = 15 * 60_000;

function codeAt(card: PaywallStoredCard, generation: number): string {
  return createHash("sha256").update(`${card.id} ${generation}`).digest("base64").slice(0, 24);
}

const generationOf = (card: PaywallStoredCard, now: number) => Math.floor((now - card.createdAt) / RENAMED_EVERY_MS);

/** What the card is called at this moment. */
export function codeOf(world: World, card: PaywallStoredCard): string {
  return codeAt(card, generationOf(card, world.clock.now()));
}

const sameOwner = (a: PaywallCardOwner, b: PaywallCardOwner) =>
  a.first === b.first && a.second === b.second && a.third === b.third;

const cardsOf = (world: World, account: string) =>
  world.truth.all("pwCard").filter((card) => card.account === account && !card.deleted);

function isExpired({ card }: PaywallStoredCard, now: number): boolean {
  return Date.UTC(card.year ?? 0, card.month ?? 0) <= now;
}

/** The card a start or a change names. @throws PaywallRefusal 21 for a name it no longer has, 22 for none */
function named(world: World, account: string, code: string, owner?: PaywallCardOwner): PaywallStoredCard {
  const mine = cardsOf(world, account).filter((card) => owner === undefined || sameOwner(card.owner, owner));
  const found = mine.find((card) => codeOf(world, card) === code);
  if (found) return found;
  const now = world.clock.now();
  const wasNamedSo = (card: PaywallStoredCard) =>
    Array.from({ length: generationOf(card, now) }, (_none, index) => codeAt(card, index)).includes(code);
  throw mine.some(wasNamedSo)
    ? refuse("stored_card_renamed", "Kart UniqueCode değeri geçersiz")
    : refuse("stored_card_unknown", "Kayıtlı kart bulunamadı");
}

/** A stored card as a start pays with it. */
export function storedCard({ world, account }: PaywallCall, code: string): PaywallCardMemory {
  const stored = named(world, account.name, code);
  if (isExpired(stored, world.clock.now())) throw refuse("stored_card_expired", "Kayıtlı kart kullanım dışı");
  return stored.card;
}

type NewCard = Pick<PaywallStoredCard, "account" | "owner" | "nickname" | "card">;

/** The same card of the same owner is kept once. */
export function putCard(world: World, fresh: NewCard): PaywallStoredCard {
  const known = cardsOf(world, fresh.account).find(
    (row) =>
      sameOwner(row.owner, fresh.owner) && row.card.masked === fresh.card.masked && row.card.year === fresh.card.year,
  );
  if (known) return known;
  const card = { id: randomUUID(), createdAt: world.clock.now(), deleted: false, ...fresh };
  world.truth.put("pwCard", card);
  return card;
}

function details({ card }: PaywallStoredCard) {
  return {
    CardBankId: 15,
    CardBank: "SANDBOX BANK",
    CardBrandId: card.brand === "Visa" ? 2 : 1,
    CardBrand: card.brand,
    CardFamilyId: 0,
    CardFamily: null,
    CardKindId: 1,
    CardKind: "Bireysel Kart",
    CardTypeId: card.type === "Credit" ? 1 : 2,
    CardType: card.type,
  };
}

const starred = (name: string) => name.replace(/(?<=\S)\S(?=\S)/g, "*");

/** The top-level type is the brand, by a numbering of its own (docs/providers/paywall.md 6). */
function row(world: World, stored: PaywallStoredCard, withDetails: boolean): Record<string, unknown> {
  const { card } = stored;
  return {
    Name: stored.nickname,
    CardBin: card.masked.slice(0, 6),
    CardLastFour: card.masked.slice(-4),
    CardHolderName: starred(card.owner),
    CardNumber: card.masked,
    CardTypeId: card.brand === "Visa" ? 0 : 1,
    CardType: card.brand.replace(" ", ""),
    Month: card.month,
    Year: card.year,
    UniqueCode: codeOf(world, stored),
    Expired: isExpired(stored, world.clock.now()),
    ...(withDetails && { Details: details(stored) }),
  };
}

const OWNER = "PartnerBased PartnerIdentity RelationalId1 RelationalId2 RelationalId3";

export function readOwner(body: Fields): PaywallCardOwner {
  return {
    first: body.requiredText("RelationalId1"),
    second: body.text("RelationalId2"),
    third: body.text("RelationalId3"),
  };
}

/** `POST card`. */
export function addCard({ world, account, body }: PaywallCall): PaywallServiceAnswer {
  const given = body
    .expectOnly(`${OWNER} IncludeDetails Card`)
    .part("Card")
    ?.expectOnly("Nickname HolderName Number Month Year");
  if (!given) throw refuse("card_missing", "Card zorunludur");
  const typed = {
    owner: given.text("HolderName", 150, "card_owner"),
    number: given.text("Number", 20, "card_number"),
    month: String(given.integer("Month", "card_month") ?? ""),
    year: String(given.integer("Year", "card_year") ?? ""),
    cvv: "",
  };
  if (typed.year.length !== 4) throw refuse("card_year", "Year dört haneli olmalıdır");
  const card = rememberPaywallCard(typed, world.clock.now());
  const owner = readOwner(body);
  const stored = putCard(world, { account: account.name, owner, nickname: given.requiredText("Nickname"), card });
  return { body: row(world, stored, body.flag("IncludeDetails")) };
}

/** `GET card`: the levels given at saving have to be given again. */
export function listCards({ world, account, headers }: PaywallCall): PaywallServiceAnswer {
  const header = (name: string) => String(headers[name] ?? "").trim();
  const owner = { first: header("relationalid1"), second: header("relationalid2"), third: header("relationalid3") };
  if (owner.first === "") throw refuse("malformed", "relationalid1 başlığı zorunludur");
  const withDetails = /^true$/i.test(header("includedetails"));
  const mine = cardsOf(world, account.name).filter((card) => sameOwner(card.owner, owner));
  return { body: mine.map((card) => row(world, card, withDetails)) };
}

function mentioned({ world, account, body }: PaywallCall, more: string): PaywallStoredCard {
  body.expectOnly(`${OWNER} UniqueCode ${more}`);
  return named(world, account.name, body.requiredText("UniqueCode"), readOwner(body));
}

/** `DELETE card`: the body names it. */
export function deleteCard(call: PaywallCall): PaywallServiceAnswer {
  call.world.truth.put("pwCard", { ...mentioned(call, ""), deleted: true });
  return { body: null };
}

/** `PUT card`: a new date on the same card. */
export function updateCard(call: PaywallCall): PaywallServiceAnswer {
  const stored = mentioned(call, "Month Year");
  const [month, year] = [call.body.integer("Month", "card_month"), call.body.integer("Year", "card_year")];
  if (month === null || month < 1 || month > 12) throw refuse("card_month", "Month geçersiz");
  if (year === null || year < 2000 || year > 2100) throw refuse("card_year", "Year geçersiz");
  call.world.truth.put("pwCard", { ...stored, card: { ...stored.card, month, year } });
  return { body: null };
}
