import type { ReactNode } from "react";
import { classNames } from "./class-names";

type PanelProps = { title: ReactNode; id: string; aside?: ReactNode; className?: string; children: ReactNode };

/** One hairline box with a heading; the heading names the region. */
export function Panel({ title, id, aside, className, children }: PanelProps) {
  return (
    <section className={classNames("panel", className)} aria-labelledby={id}>
      <div className="panel-head">
        <h2 className="panel-title" id={id}>
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
