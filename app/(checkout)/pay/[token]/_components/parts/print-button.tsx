"use client";

import { Icon } from "@/app/_components/icons";

export function PrintButton({ label }: { label: string }) {
  return (
    <button type="button" className="payer-button" onClick={() => window.print()}>
      <Icon name="print" />
      {label}
    </button>
  );
}
