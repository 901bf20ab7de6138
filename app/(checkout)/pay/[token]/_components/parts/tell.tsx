import type { ReactNode } from "react";

export type TellRow = { name: string; text: ReactNode; note?: ReactNode; isMoney?: boolean };

/** The answers in their fixed order. The money line is never left out. */
export function Tell({ rows }: { rows: readonly TellRow[] }) {
  return (
    <dl className="tell">
      {rows.map((row) => (
        <div key={row.name} className={row.isMoney ? "is-money" : undefined}>
          <dt>{row.name}</dt>
          <dd>
            {row.text}
            {row.note ? <small>{row.note}</small> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function Reference({ label, value }: { label: string; value: string }) {
  return (
    <p className="payer-reference">
      <span>{label}</span>
      <b className="mono">{value}</b>
    </p>
  );
}
