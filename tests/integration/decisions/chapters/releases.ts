import { confirmDelivery } from "@/lib/escrow/evidence/add-evidence";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import { makeContext } from "../../../support/context";
import { heldCase } from "../../../support/escrow/factories-escrow";
import { ago, type Chapter, named, over } from "../asking";
import { closedDispute } from "../closed-dispute";

export const releases: Chapter = {
  entity: "release",
  table: "escrow_releases",
  asks: {
    ...named(
      "decide",
      over(["approve", "reject", "withdraw"], (decision) => ({
        command: "decide_release",
        args: { decision, amount: "100000" },
      })),
    ),
    "decide approve, the asker": {
      command: "decide_release",
      args: { decision: "approve", amount: "100000", user_id: "the asker" },
    },
    "decide approve, another amount": { command: "decide_release", args: { decision: "approve", amount: "100001" } },
  },
  async subject(merchant) {
    const held = await heldCase(merchant, 700_000);
    await closedDispute(merchant, held.id);
    const { requests } = await requestRelease(makeContext(merchant), { id: held.id, amount: 100_000, note: "teslim" });
    return { id: requests[0]?.id ?? "", names: { release_id: requests[0]?.id, escrow_id: held.id } };
  },
};

export const releasesMade: Chapter = {
  entity: "release",
  table: "escrow_releases",
  asks: {
    "undo in time": {
      command: "decide_release",
      args: { decision: "undo" },
      force: { undo_until: "vezne_now() + interval '1 minute'" },
    },
    "undo too late": { command: "decide_release", args: { decision: "undo" }, force: { undo_until: ago(1) } },
  },
  async subject(merchant) {
    const held = await heldCase(merchant, 100_000);
    await confirmDelivery(makeContext(merchant), { id: held.id, evidence: { note: "kapıda imzalandı" } });
    const asked = await requestRelease(makeContext(merchant), { id: held.id, amount: 40_000, note: "teslim" });
    const id = asked.requests[0]?.id ?? "";
    return { id, names: { release_id: id, escrow_id: held.id } };
  },
};
