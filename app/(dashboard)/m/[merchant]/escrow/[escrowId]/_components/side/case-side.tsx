"use client";

import type { EscrowCase } from "@/lib/escrow/desk/escrow-view";
import { ActionList } from "./action-list";
import { ApprovalPanel } from "./approval-panel";
import { DisputeNotes } from "./dispute-notes";
import { MirrorPanel } from "./mirror-panel";
import { UndoPanel } from "./undo-panel";

/** What somebody has to decide first, then what can be done. */
export function CaseSide({ slug, escrow }: { slug: string; escrow: EscrowCase }) {
  const waiting = escrow.requests.filter(({ status }) => status === "awaiting_approval");
  return (
    <div className="case-side">
      <DisputeNotes slug={slug} disputes={escrow.disputes} />
      <UndoPanel slug={slug} escrow={escrow} />
      {waiting.map((request) => (
        <ApprovalPanel key={request.id} slug={slug} escrow={escrow} request={request} />
      ))}
      <MirrorPanel slug={slug} escrow={escrow} />
      <ActionList slug={slug} escrow={escrow} />
    </div>
  );
}
