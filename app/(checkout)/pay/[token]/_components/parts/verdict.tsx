import type { ReactNode } from "react";
import { Icon, type IconName } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";

type VerdictProps = { icon: IconName; title: string; amount?: string; children?: ReactNode; alert?: boolean };

/** What happened, in one heading. */
export function Verdict({ icon, title, amount, children, alert }: VerdictProps) {
  return (
    <div className="verdict" role={alert ? "alert" : "status"}>
      <h1>
        <Icon name={icon} />
        {title}
      </h1>
      {amount ? (
        <p className="payer-amount">
          <Money minorUnits={amount} />
        </p>
      ) : null}
      {children}
    </div>
  );
}
