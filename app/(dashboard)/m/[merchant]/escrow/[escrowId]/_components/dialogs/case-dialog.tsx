"use client";

import type { ReactNode } from "react";
import type { EscrowCase } from "@/lib/escrow/desk/escrow-view";
import type { EscrowAction } from "@/lib/escrow/schemas";
import { EvidenceDialog } from "./evidence-dialog";
import { ExtendDialog } from "./extend-dialog";
import { MoneyDialog } from "./money-dialog";
import { OwnerDialog } from "./owner-dialog";
import { ReasonDialog } from "./reason-dialog";
import { ResolveDialog } from "./resolve-dialog";
import { ShipDialog } from "./ship-dialog";

export type CaseDialogProps = { slug: string; escrow: EscrowCase; onClose: () => void };

const DIALOGS: Record<EscrowAction, (props: CaseDialogProps) => ReactNode> = {
  confirm_delivery: (props) => <EvidenceDialog kind="confirm_delivery" {...props} />,
  add_evidence: (props) => <EvidenceDialog kind="add_evidence" {...props} />,
  ship: (props) => <ShipDialog {...props} />,
  release: (props) => <MoneyDialog kind="release" {...props} />,
  refund: (props) => <MoneyDialog kind="refund" {...props} />,
  extend: (props) => <ExtendDialog {...props} />,
  dispute: (props) => <ReasonDialog {...props} />,
  resolve: (props) => <ResolveDialog {...props} />,
  assign: (props) => <OwnerDialog {...props} />,
};

/** The window of one action; loaded with the first of them. */
export function CaseDialog({ action, ...props }: CaseDialogProps & { action: EscrowAction }) {
  return DIALOGS[action](props);
}
