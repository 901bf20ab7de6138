import { statements } from "@/db/client";
import { confirmDelivery } from "@/lib/escrow/evidence/add-evidence";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import { makeContext } from "../../../support/context";
import { heldAtProvider, SELLER_IBAN, switchMirror } from "../../../support/escrow/held-at-provider";
import { ago, type Chapter, named, over, silent } from "../asking";
import { closedDispute } from "../closed-dispute";

const TERMS = { beneficiary: { name: "Ayşe Satıcı", iban: SELLER_IBAN } };

export const mirrors: Chapter = {
  entity: "mirror",
  table: "escrow_mirrors",
  always: { ready_at: ago(1) },
  asks: {
    claim: { command: "claim_mirror" },
    "claim, of the share that was agreed": { command: "claim_mirror", args: { share_agreed: "100000" } },
    ...named(
      "settle",
      over(["done", "refused", "unknown"], (outcome) => ({ command: "settle_mirror", args: { outcome } })),
    ),
    ...named(
      "settle absent",
      silent((force) => ({ command: "settle_mirror", args: { outcome: "absent" }, force })),
    ),
    ...named(
      "seen",
      over(["approved", "not_approved", "partly"], (seen) => ({ command: "note_mirror", args: { seen } })),
    ),
    ...named(
      "decide",
      over(["done", "waiting", "again", "cancel"], (step) => ({
        command: "decide_mirror",
        args: { step, note: "panelde görüldü" },
      })),
    ),
  },
  merchant: { cardEntry: "server_card_entry" },
  async subject(merchant) {
    await switchMirror(merchant, "on");
    const owner = makeContext(merchant);
    const held = await heldAtProvider(merchant, "paynet", TERMS);
    await closedDispute(merchant, held.id);
    await confirmDelivery(owner, { id: held.id, evidence: { note: "teslim alındı" } });
    await requestRelease(owner, { id: held.id, note: "teslim" });
    const [mirror] = await statements("vezne_system")<{ id: string }[]>`
      select id from escrow_mirrors where merchant_id = ${merchant.id} and escrow_id = ${held.id}`;
    const id = mirror?.id ?? "";
    return { id, names: { mirror_id: id, escrow_id: held.id } };
  },
};

/** As a provider has them that pays the seller by its approval. */
export const mirrorsAtPaywall: Chapter = {
  ...mirrors,
  always: { ready_at: ago(1), provider: "'paywall'", approved_by: "'usr_third'" },
};
