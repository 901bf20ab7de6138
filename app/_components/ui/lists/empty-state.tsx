import type { ReactNode } from "react";
import { Icon, type IconName } from "../../icons";

export type EmptyKind = "nothing_yet" | "no_match" | "not_allowed" | "error";

const ICONS: Record<EmptyKind, IconName> = {
  nothing_yet: "stOff",
  no_match: "search",
  not_allowed: "lock",
  error: "alert",
};

type EmptyStateProps = { kind: EmptyKind; title: string; text: ReactNode; actions?: ReactNode };

/** Says what is missing and what to do about it. An error also says what it means for the money. */
export function EmptyState({ kind, title, text, actions }: EmptyStateProps) {
  return (
    <div className="empty" role={kind === "error" ? "alert" : undefined}>
      <Icon name={ICONS[kind]} />
      <h2 className="empty-title">{title}</h2>
      <p className="empty-text">{text}</p>
      {actions ? <div className="empty-actions">{actions}</div> : null}
    </div>
  );
}
