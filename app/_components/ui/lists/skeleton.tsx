import { classNames } from "../class-names";

const WIDTHS = { xs: "w-10", sm: "w-16", md: "w-24", lg: "w-40", full: "w-full" } as const;

export function Skeleton({ width = "md", className }: { width?: keyof typeof WIDTHS; className?: string }) {
  return <span className={classNames("skeleton", WIDTHS[width], className)} />;
}

/** Rows with the height of real rows, so nothing jumps when the data arrives. */
export function SkeletonRows({ rows, label }: { rows: number; label: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
        <div
          key={key}
          className="flex h-(--row) items-center justify-between gap-4 border-b border-line-soft px-4 last:border-0"
        >
          <Skeleton width="sm" />
          <Skeleton width="lg" className="max-md:hidden" />
          <Skeleton width="md" />
          <Skeleton width="md" className="max-md:hidden" />
          <Skeleton width="sm" />
        </div>
      ))}
    </div>
  );
}
