"use client";

import { useTranslations } from "next-intl";
import { Kbd } from "@/app/_components/ui/kbd";
import { Dialog } from "@/app/_components/ui/overlays/dialog";

export function KeySheet({ mayCreate, onClose }: { mayCreate: boolean; onClose: () => void }) {
  const t = useTranslations("shell");
  const common = useTranslations("common");
  const rows: { name: "home" | "payments" | "paylinks" | "new" | "search" | "submit" | "sheet"; keys: string[] }[] = [
    { name: "home", keys: ["G", "H"] },
    { name: "payments", keys: ["G", "O"] },
    { name: "paylinks", keys: ["G", "L"] },
    ...(mayCreate ? [{ name: "new" as const, keys: ["C"] }] : []),
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
