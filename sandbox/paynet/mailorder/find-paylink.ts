import type { Paylink } from "../../state/records";
import { refuse } from "../protocol/refusal";
import type { ServiceCall } from "../service";

/**
 * The link named by `id` or `reference_no`, only among this key's own.
 * ASSUMPTION PAYNET-L4: when several links carry the reference, the newest answers.
 */
export function findPaylink({ world, account, fields, seenUntil }: ServiceCall): Paylink {
  const id = fields.text("id");
  const referenceNo = fields.text("reference_no");
  if (id === "" && referenceNo === "") throw refuse("bad_request", "id veya reference_no zorunludur");
  const byId = world.truth.get("paylink", id.toLowerCase());
  const candidates = id === "" ? world.truth.paylinksByReference(account.name, referenceNo) : byId ? [byId] : [];
  const paylink = candidates
    .filter((candidate) => candidate.account === account.name && candidate.createdAt <= seenUntil)
    .at(-1);
  if (paylink === undefined) throw refuse("no_data", "Kayıt bulunamadı");
  return paylink;
}
