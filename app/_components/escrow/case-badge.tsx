import { useTranslations } from "next-intl";
import type { EscrowDto } from "@/lib/escrow/schemas";
import { Icon, type IconName } from "../icons";

type Look = { tone: "held" | "paid" | "refund" | "off" | "wait" | "fail"; icon: IconName };

const STATUS: Record<EscrowDto["status"], Look> = {
  pending: { tone: "off", icon: "stOff" },
  held: { tone: "held", icon: "stHeld" },
  released: { tone: "paid", icon: "stPaid" },
  refunded: { tone: "refund", icon: "stRefund" },
};

const SUBSTATE: Partial<Record<EscrowDto["substate"], Look>> = {
  release_requested: { tone: "wait", icon: "person" },
  refund_requested: { tone: "refund", icon: "refund" },
  disputed: { tone: "fail", icon: "alert" },
  charged_back: { tone: "fail", icon: "alert" },
};

function Status({ look, word }: { look: Look; word: string }) {
  return (
    <span className={`status status-${look.tone}`}>
      <Icon name={look.icon} />
      {word}
    </span>
  );
}

/** Where the money is. */
export function CaseStatusBadge({ status }: { status: EscrowDto["status"] }) {
  const t = useTranslations("escrow.status");
  return <Status look={STATUS[status]} word={t(status)} />;
}

/** The one word that says what somebody has to act on. */
export function CaseStateBadge({ escrow }: { escrow: Pick<EscrowDto, "status" | "substate"> }) {
  const t = useTranslations("escrow.substate");
  return <Status look={SUBSTATE[escrow.substate] ?? STATUS[escrow.status]} word={t(escrow.substate)} />;
}
