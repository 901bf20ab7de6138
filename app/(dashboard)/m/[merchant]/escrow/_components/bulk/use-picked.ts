import { useMemo, useState } from "react";
import type { EscrowRow } from "@/lib/escrow/desk/escrow-view";

export type Picking = {
  has: (id: string) => boolean;
  /** Whether a case may join: the first one chosen names the kind of evidence. */
  fits: (escrow: EscrowRow) => boolean;
  toggle: (escrow: EscrowRow) => void;
};

/** The cases ticked in the list. One that left the list or changed its evidence is no longer ticked. */
export function usePicked(rows: readonly EscrowRow[], isOn: boolean) {
  const [ids, setIds] = useState<readonly string[]>([]);
  return useMemo(() => {
    const listed = rows.filter(({ id }) => ids.includes(id));
    const kind = listed[0]?.evidence_class;
    const picked = listed.filter(({ evidence_class }) => evidence_class === kind);
    const picking: Picking | undefined = isOn
      ? {
          has: (id) => picked.some((row) => row.id === id),
          fits: (escrow) => kind === undefined || escrow.evidence_class === kind,
          toggle: ({ id }) =>
            setIds(picked.some((row) => row.id === id) ? ids.filter((one) => one !== id) : [...ids, id]),
        }
      : undefined;
    return { picked, picking, clear: () => setIds([]) };
  }, [rows, ids, isOn]);
}
