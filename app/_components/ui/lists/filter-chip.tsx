import type { Route } from "next";
import { Link } from "@/app/_components/ui/link";
import { Icon } from "../../icons";

/** A filter that is on, with the way to take it off. */
export function FilterChip({ text, clearLabel, clearHref }: { text: string; clearLabel: string; clearHref: Route }) {
  return (
    <span className="filter-chip">
      <span>{text}</span>
      <Link href={clearHref} aria-label={clearLabel}>
        <Icon name="close" />
      </Link>
    </span>
  );
}
