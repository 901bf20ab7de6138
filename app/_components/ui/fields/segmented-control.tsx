import { classNames } from "../class-names";

export type Segment = { value: string; label: string };
type SegmentedControlProps = {
  name: string;
  label: string;
  segments: readonly Segment[];
  value: string;
  onChange: (value: string) => void;
  wide?: boolean;
  small?: boolean;
};

/** Radio buttons in one frame: arrow keys, form submission and labels come with the platform. */
export function SegmentedControl({ name, label, segments, value, onChange, wide, small }: SegmentedControlProps) {
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={classNames("segmented", wide && "segmented-wide", small && "segmented-sm")}
    >
      {segments.map((segment) => (
        <label key={segment.value}>
          <input
            type="radio"
            name={name}
            value={segment.value}
            checked={segment.value === value}
            onChange={() => onChange(segment.value)}
          />
          <span>{segment.label}</span>
        </label>
      ))}
    </div>
  );
}
