import { cutPage, LIST_FIELDS, readDateRange } from "../protocol/paging";
import { refuse } from "../protocol/refusal";
import { successEnvelope } from "../protocol/result-codes";
import type { ServiceAnswer, ServiceCall } from "../service";
import { paylinkRow } from "./paylink-row";

/** `POST /v1/mailorder/list` (docs/providers/paynet.md 5.5): this key's links by creation date, newest first. */
export function listMailorders({ world, account, fields, seenUntil }: ServiceCall): ServiceAnswer {
  fields.expectOnly(LIST_FIELDS);
  const { from, to } = readDateRange(fields);
  const agentId = fields.text("agent_id");
  const matches = world.truth
    .all("paylink")
    .reverse()
    .filter((link) => link.account === account.name && link.createdAt <= seenUntil)
    .filter((link) => link.createdAt >= from && link.createdAt <= to)
    .filter((link) => agentId === "" || link.agentId === agentId)
    .sort((a, b) => b.createdAt - a.createdAt);
  if (matches.length === 0) throw refuse("no_data", "Kayıt bulunamadı");
  const page = cutPage(matches, fields, (link) => link.amount);
  // Typed double here, while detail types the same name string (docs/providers/paynet.md 5.5).
  const Data = page.rows.map((link) => ({ ...paylinkRow(world, link), expire_date: link.expireHours, bank_name: "" }));
  return { body: { ...page.envelope, companyCode: account.companyCode, Data, ...successEnvelope("mailorder_list") } };
}
