import type { EscrowCase } from "@/lib/escrow/desk/escrow-view";

export type MirrorStep = "done" | "waiting" | "again" | "second" | "cancel";

/** What a person may say now; the server decides again. `second` is `again` by the second person of a release. */
export function stepsOf({ mirror, status }: Pick<EscrowCase, "mirror" | "status">): MirrorStep[] {
  if (mirror === null) return [];
  if (mirror.status === "unknown") return mirror.provider === "paynet" ? ["done", "waiting"] : [];
  if (mirror.status === "refused") {
    return [mirror.because.code === "mirror_needs_second_person" ? "second" : "again"];
  }
  if (mirror.status === "held" && (status === "released" || status === "refunded")) return ["again"];
  return mirror.status === "confirmed" && mirror.decision === "approve" && mirror.provider === "paywall"
    ? ["cancel"]
    : [];
}
