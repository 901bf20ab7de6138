"use client";

import { useTranslations } from "next-intl";
import { Kbd } from "@/app/_components/ui/kbd";
import { Dialog } from "@/app/_components/ui/overlays/dialog";

type RowName =
  | "home"
  | "payments"
  | "paylinks"
  | "pos"
  | "reconciliation"
  | "new"
  | "refund"
  | "search"
  | "submit"
  | "sheet";

/** Keys of this page only where they do something on it. */
export function KeySheet({ mayCreate, onClose }: { mayCreate: boolean; onClose: () => void }) {
  const t = useTranslations("shell");
  const common = useTranslations("common");
  const mayRefund = document.querySelector('button[data-shortcut="r"]:not(:disabled)') !== null;
  const rows: { name: RowName; keys: string[] }[] = [
    { name: "home", keys: ["G", "H"] },
    { name: "payments", keys: ["G", "O"] },
    { name: "paylinks", keys: ["G", "L"] },
    { name: "pos", keys: ["G", "P"] },
    { name: "reconciliation", keys: ["G", "M"] },
    ...(mayCreate ? [{ name: "new" as const, keys: ["C"] }] : []),
    ...(mayRefund ? [{ name: "refund" as const, keys: ["R"] }] : []),
    { name: "search", keys: ["/"] },
    { name: "submit", keys: ["Ctrl", "↵"] },
    { name: "sheet", keys: ["?"] },
  ];

  return (
    <Dialog open onOpenChange={onClose} title={t("keys")} closeLabel={common("close")}>
      <dl className="key-sheet">
        {rows.map((row) => (
          <div key={row.name}>
            <dt>{t(`key_sheet.${row.name}`)}</dt>
            <dd>
              <Kbd keys={row.keys} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="hint">{t("key_sheet.off")}</p>
    </Dialog>
  );
}
