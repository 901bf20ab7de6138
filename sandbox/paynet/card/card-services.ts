import { randomUUID } from "node:crypto";
import { cutPage } from "../protocol/paging";
import { refuse } from "../protocol/refusal";
import { successEnvelope } from "../protocol/result-codes";
import type { PaynetCard } from "../records";
import type { ServiceAnswer, ServiceCall } from "../service";
import { ownerOf } from "../three-d/charge-session";
import { readKeptCard, readTypedCard, SAVED_CARD } from "../three-d/read-card";
import { hashOfCard } from "../three-d/session-ids";

const SAVE_FIELDS = [
  ...["card_desc", "card_holder", "card_number", "expire_month", "expire_year", "cvv"],
  ...["user_unique_id", "card_owner_id", "otp_code", "otp_session_id", "user_gsm"],
];

function cardRow(kept: PaynetCard): Record<string, unknown> {
  const { card } = kept;
  return {
    card_owner_id: kept.ownerId,
    user_unique_id: kept.userUniqueId,
    card_desc: kept.label,
    card_hash: hashOfCard(kept),
    card_no: card.masked,
    card_bin: card.masked.slice(0, 6),
    card_type: card.type,
    card_bank_name: card.bankName,
    card_logo_url: "",
    card_brand_name: card.brand,
  };
}

/** `POST /v1/card/save` (docs/providers/paynet.md 9): the first card by the shop's own name of the payer, later ones by the owner id. */
export function saveCard(call: ServiceCall): ServiceAnswer {
  const { account, fields, world } = call;
  fields.expectOnly(SAVE_FIELDS);
  const label = fields.requiredText("card_desc");
  const { card, month, year } = readTypedCard(call, SAVED_CARD);
  const userUniqueId = fields.text("user_unique_id");
  const owner = fields.text("card_owner_id");
  if (owner === "" && userUniqueId === "") throw refuse("bad_request", "card_owner_id veya user_unique_id zorunludur");
  if (owner !== "" && cardsOf(call, owner).length === 0) throw refuse("bad_request", "card_owner_id bulunamadı");
  const ownerId = owner || ownerOf(world, account.name, userUniqueId);
  const id = randomUUID();
  const kept = { id, account: account.name, ownerId, userUniqueId, label, card, month, year, isDeleted: false };
  world.truth.put("pnCard", kept);
  return { body: { ...cardRow(kept), ...successEnvelope("card_save") } };
}

function cardsOf({ account, world }: ServiceCall, owner: string): PaynetCard[] {
  return world.truth
    .all("pnCard")
    .filter((card) => card.account === account.name && card.ownerId === owner && !card.isDeleted);
}

/** `POST /v1/card/list` */
export function listCards(call: ServiceCall): ServiceAnswer {
  const { account, fields } = call;
  fields.expectOnly(["card_owner_id", "limit", "ending_before", "starting_after"]);
  const cards = cardsOf(call, fields.requiredText("card_owner_id"));
  if (cards.length === 0) throw refuse("no_data", "Kayıt bulunamadı");
  const page = cutPage(cards, fields, () => 0n);
  const Data = page.rows.map((kept) => ({
    ...cardRow(kept),
    card_bank_id: kept.card.bankId,
    expire_month: kept.month,
    expire_year: kept.year,
    company_code: account.companyCode,
    agent_id: "",
  }));
  const { companyCode, companyName } = account;
  return { body: { companyCode, companyName, ...page.envelope, Data, ...successEnvelope("card_list") } };
}

function ownCard(call: ServiceCall): PaynetCard {
  call.fields.requiredText("card_owner_id");
  return readKeptCard(call);
}

/** `POST /v1/card/delete` */
export function deleteCard(call: ServiceCall): ServiceAnswer {
  call.fields.expectOnly(["card_owner_id", "card_hash"]);
  call.world.truth.put("pnCard", { ...ownCard(call), isDeleted: true });
  return { body: successEnvelope("card_delete") };
}

/** `POST /v1/card/desc_update` */
export function renameCard(call: ServiceCall): ServiceAnswer {
  call.fields.expectOnly(["card_owner_id", "card_hash", "card_desc"]);
  const label = call.fields.requiredText("card_desc");
  call.world.truth.put("pnCard", { ...ownCard(call), label });
  return { body: successEnvelope("card_desc_update") };
}
