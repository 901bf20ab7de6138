import { FAMILIES } from "../../bank/cards";
import { checkPosType, readAgent } from "../protocol/common-fields";
import { refuse } from "../protocol/refusal";
import { successEnvelope } from "../protocol/result-codes";
import type { ServiceAnswer, ServiceCall } from "../service";
import { type CardFamily, familyOf, planRows } from "./plan-rows";

/** `POST /v1/ratio/Get` and `Get_public` (docs/providers/paynet.md 7): without a bin the table of every family. */
export function getRatios({ account, fields }: ServiceCall): ServiceAnswer {
  fields.expectOnly(["amount", "bin", "pos_type", "addcomission_to_amount", "agent_id", "ratio_code", "card_type"]);
  const amount = fields.kurus("amount");
  checkPosType(fields);
  readAgent(fields, account);
  const addCommission = fields.flag("addcomission_to_amount");
  const wanted = fields.text("card_type");
  const data = families(fields.text("bin"))
    .filter(({ type }) => wanted === "" || wanted === type)
    .map((family) => ({
      bank_id: family.bankId,
      bank_logo: "",
      bank_name: family.bankName,
      card_type: family.type,
      tds_required: false,
      ratio: planRows(amount, family, addCommission),
    }));
  return { body: { tds_required: false, data, ...successEnvelope("ratio_get") } };
}

function families(bin: string): CardFamily[] {
  if (bin === "") return FAMILIES.map((family) => ({ ...family, type: "cc" }));
  const family = familyOf(bin);
  if (family === null) throw refuse("bad_request", "bin geçersiz");
  return [family];
}
