import type { ReactNode } from "react";

/** One drawing style: 16 px box, 1.5 px stroke, round ends, on whole and half pixels. */
const DRAWINGS = {
  home: (
    <>
      <path d="M2.5 7 8 2.5 13.5 7v6.5h-11z" />
      <path d="M6.25 13.5v-4h3.5v4" />
    </>
  ),
  payments: (
    <>
      <rect x="1.75" y="3.25" width="12.5" height="9.5" rx="1.5" />
      <path d="M1.75 6.5h12.5" />
      <path d="M4.5 10h2.5" />
    </>
  ),
  link: (
    <>
      <path d="M6.75 9.25a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7l-.8.8" />
      <path d="M9.25 6.75a2.6 2.6 0 0 0-3.7 0l-2.3 2.3a2.6 2.6 0 0 0 3.7 3.7l.8-.8" />
    </>
  ),
  plus: <path d="M8 3v10M3 8h10" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.25" />
      <path d="M10.25 10.25 13.5 13.5" />
    </>
  ),
  right: <path d="M6.25 4.5 9.75 8l-3.5 3.5" />,
  left: <path d="M9.75 4.5 6.25 8l3.5 3.5" />,
  down: <path d="M4.5 6.25 8 9.75l3.5-3.5" />,
  up: (
    <>
      <path d="M8 13V3" />
      <path d="M4 7l4-4 4 4" />
    </>
  ),
  upDown: <path d="M5.5 6.25 8 3.75l2.5 2.5M5.5 9.75 8 12.25l2.5-2.5" />,
  check: <path d="M3 8.5 6.25 11.75 13 4.75" />,
  alert: (
    <>
      <path d="M8 2.25 14.25 13H1.75z" />
      <path d="M8 6.5v3" />
      <path d="M8 11.25h.01" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 7.5v3.25M8 5.25h.01" />
    </>
  ),
  copy: (
    <>
      <rect x="5.25" y="5.25" width="8.25" height="8.25" rx="1.5" />
      <path d="M10.75 5.25V3.5A1 1 0 0 0 9.75 2.5H3.5a1 1 0 0 0-1 1v6.25a1 1 0 0 0 1 1h1.75" />
    </>
  ),
  close: <path d="M4 4l8 8M12 4l-8 8" />,
  menu: <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />,
  lock: (
    <>
      <rect x="3.25" y="7" width="9.5" height="6.5" rx="1.5" />
      <path d="M5.25 7V5a2.75 2.75 0 0 1 5.5 0v2" />
    </>
  ),
  refund: (
    <>
      <path d="M5.5 3.25 2.75 6 5.5 8.75" />
      <path d="M2.75 6h6.5a3.5 3.5 0 0 1 0 7H6" />
    </>
  ),
  bank: (
    <>
      <path d="M2 6.25 8 2.5l6 3.75z" />
      <path d="M3.75 6.5v5M6.6 6.5v5M9.4 6.5v5M12.25 6.5v5" />
      <path d="M2 13.5h12" />
    </>
  ),
  bell: (
    <>
      <path d="M4 11V7a4 4 0 0 1 8 0v4l1 1H3z" />
      <path d="M6.75 14h2.5" />
    </>
  ),
  calendar: (
    <>
      <rect x="2.25" y="3.25" width="11.5" height="10.25" rx="1.5" />
      <path d="M2.25 6.5h11.5M5.25 1.75v3M10.75 1.75v3" />
    </>
  ),
  chat: <path d="M2.5 13.5l.9-2.9a5.5 5.5 0 1 1 2 2z" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 4.75V8l2.25 1.5" />
    </>
  ),
  document: (
    <>
      <path d="M4 1.75h5.25L12 4.5v9.75H4z" />
      <path d="M9 1.75V4.75h3" />
      <path d="M6 8h4M6 10.75h4" />
    </>
  ),
  download: (
    <>
      <path d="M8 2.5v7.75" />
      <path d="M4.75 7.25 8 10.5l3.25-3.25" />
      <path d="M2.75 13.5h10.5" />
    </>
  ),
  external: (
    <>
      <path d="M9 2.75h4.25V7" />
      <path d="M13.25 2.75 7.5 8.5" />
      <path d="M11.5 9.5v3a1 1 0 0 1-1 1H3.5a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1h3" />
    </>
  ),
  eye: (
    <>
      <path d="M1.5 8S4 3.75 8 3.75 14.5 8 14.5 8 12 12.25 8 12.25 1.5 8 1.5 8z" />
      <circle cx="8" cy="8" r="1.9" />
    </>
  ),
  flask: (
    <>
      <path d="M6.25 1.75h3.5" />
      <path d="M7 1.75v4.5L3.25 12.5a1 1 0 0 0 .87 1.5h7.76a1 1 0 0 0 .87-1.5L9 6.25v-4.5" />
      <path d="M4.75 10h6.5" />
    </>
  ),
  hook: (
    <>
      <circle cx="4" cy="11.25" r="2.25" />
      <circle cx="12" cy="11.25" r="2.25" />
      <circle cx="8" cy="4.25" r="2.25" />
      <path d="M7 6.3 4.9 9.2" />
      <path d="M6.25 11.25h3.5" />
      <path d="M9 6.3l2.1 2.9" />
    </>
  ),
  mail: (
    <>
      <rect x="1.75" y="3.25" width="12.5" height="9.5" rx="1.5" />
      <path d="M2 4.5l6 4.5 6-4.5" />
    </>
  ),
  sms: (
    <>
      <path d="M2.25 3h11.5v8H7l-3 2.75V11H2.25z" />
      <path d="M5.25 7h.01M8 7h.01M10.75 7h.01" />
    </>
  ),
  print: (
    <>
      <path d="M4.5 6V2.5h7V6" />
      <path d="M4.5 11.5h-2v-5.5h11v5.5h-2" />
      <path d="M4.5 9.5h7v4h-7z" />
    </>
  ),
  pulse: <path d="M1.75 8.5h2.75L6.5 3.5l3 9 1.75-4h3" />,
  refresh: (
    <>
      <path d="M13.25 3v3.25H10" />
      <path d="M13 6.25A5.4 5.4 0 1 0 13.4 9" />
    </>
  ),
  shield: (
    <>
      <path d="M8 1.75 13 3.5v4.25c0 3-2.2 5.2-5 6.5-2.8-1.3-5-3.5-5-6.5V3.5z" />
      <path d="M5.75 7.75 7.4 9.4l3-3.15" />
    </>
  ),
  person: (
    <>
      <circle cx="6" cy="5.5" r="2.5" />
      <path d="M1.75 13.25a4.25 4.25 0 0 1 8.5 0" />
      <path d="M10.5 3.3a2.5 2.5 0 0 1 0 4.4" />
      <path d="M12 9.8a4.2 4.2 0 0 1 2.25 3.45" />
    </>
  ),
  edit: <path d="M10.75 2.75l2.5 2.5L6 12.5l-3.25.75L3.5 10z" />,
  stPaid: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M5.5 8.25 7.25 10l3.25-3.75" />
    </>
  ),
  stFail: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M6 6l4 4M10 6l-4 4" />
    </>
  ),
  stWait: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M6.4 6.6a1.65 1.65 0 1 1 2.3 1.5c-.45.25-.7.5-.7 1" />
      <path d="M8 11.1h.01" />
    </>
  ),
  stHeld: (
    <>
      <rect x="3.25" y="7" width="9.5" height="6.5" rx="1.5" />
      <path d="M5.25 7V5a2.75 2.75 0 0 1 5.5 0v2" />
    </>
  ),
  stRefund: (
    <>
      <path d="M5.5 3.25 2.75 6 5.5 8.75" />
      <path d="M2.75 6h6.5a3.5 3.5 0 0 1 0 7H6" />
    </>
  ),
  stInfo: <path d="M13.75 8A5.75 5.75 0 1 1 8 2.25" />,
  stOff: <circle cx="8" cy="8" r="5.75" strokeDasharray="2.2 2.3" />,
  stDrop: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M5.25 8h5.5" />
    </>
  ),
  gear: (
    <>
      <circle cx="8" cy="8" r="2.25" />
      <path d="M8 1.75v1.5M8 12.75v1.5M1.75 8h1.5M12.75 8h1.5M3.6 3.6l1.05 1.05M11.35 11.35l1.05 1.05M3.6 12.4l1.05-1.05M11.35 4.65l1.05-1.05" />
    </>
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="2.75" />
      <path d="M8 1.75v1.5M8 12.75v1.5M1.75 8h1.5M12.75 8h1.5M3.6 3.6l1.05 1.05M11.35 11.35l1.05 1.05M3.6 12.4l1.05-1.05M11.35 4.65l1.05-1.05" />
    </>
  ),
  moon: <path d="M13.25 9.6A5.75 5.75 0 0 1 6.4 2.75a5.75 5.75 0 1 0 6.85 6.85z" />,
  key: (
    <>
      <circle cx="5" cy="10.75" r="2.75" />
      <path d="M7 8.75 12.75 3" />
      <path d="M10.5 5.25l1.75 1.75" />
    </>
  ),
  pos: (
    <>
      <rect x="4.25" y="1.75" width="7.5" height="12.5" rx="1.5" />
      <path d="M6.6 9.2a2 2 0 0 1 2.8 0M5.9 7.4a3.2 3.2 0 0 1 4.2 0M8 11.4h.01" />
    </>
  ),
  sound: <path d="M2 6h2.5L8 3v10l-3.5-3H2zM10.5 6a2.8 2.8 0 0 1 0 4M12.25 4.25a5.3 5.3 0 0 1 0 7.5" />,
  soundOff: <path d="M2 6h2.5L8 3v10l-3.5-3H2zM10.75 6l3.5 4M14.25 6l-3.5 4" />,
  screen: (
    <>
      <rect x="1.75" y="2.75" width="12.5" height="8.25" rx="1.5" />
      <path d="M5.5 13.5h5M8 11v2.5" />
    </>
  ),
  backspace: <path d="M5.75 4h7.5v8h-7.5L2.25 8zM8 6.5l3 3M11 6.5l-3 3" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof DRAWINGS;

export function Icon({ name, large, className }: { name: IconName; large?: boolean; className?: string }) {
  const classes = ["icon", large ? "icon-lg" : "", className ?? ""].filter(Boolean).join(" ");
  return (
    <svg className={classes} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {DRAWINGS[name]}
    </svg>
  );
}

export function Logo() {
  return (
    <svg
      className="logo"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M3 17V8.5a7 7 0 0 1 14 0V17" />
      <path d="M1.5 17h17" />
      <path d="M7 12.5h6" />
    </svg>
  );
}
