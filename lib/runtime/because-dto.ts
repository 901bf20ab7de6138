import { causeText } from "@/lib/kernel/causes";

type Stored = { text?: unknown; at?: unknown; actor?: unknown; event_id?: unknown; detail?: unknown };

const textOrNull = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);

/** A stored cause as the outside sees it: `code` is stable, `text` is English, `actor` is `kind:id`. */
export function toBecause(stored: unknown, fallbackAt: Date) {
  const value = (stored ?? {}) as Stored;
  const actor = (value.actor ?? {}) as { kind?: unknown; id?: unknown };
  const code = textOrNull(value.text) ?? "unknown";
  const at = new Date(textOrNull(value.at) ?? fallbackAt);
  return {
    at: at.toISOString(),
    actor: [textOrNull(actor.kind), textOrNull(actor.id)].filter((part) => part !== null).join(":") || "system",
    event_id: textOrNull(value.event_id),
    code,
    text: causeText(code),
    detail: textOrNull(value.detail),
  };
}
