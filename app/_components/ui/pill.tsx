import type { ReactNode } from "react";
import { classNames } from "./class-names";

export function Pill({ tone = "plain", children }: { tone?: "plain" | "wait"; children: ReactNode }) {
  return <span className={classNames("pill", tone === "wait" && "pill-wait")}>{children}</span>;
}
