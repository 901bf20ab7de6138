/** One mail in the words of its reader, before it is put into a layout. */
export type MailText = {
  locale: "tr" | "en";
  subject: string;
  heading: string;
  lines: string[];
  /** Name and value, as a receipt shows them. */
  facts: [string, string][];
  link: { label: string; url: string };
  footer: string;
};

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => ESCAPES[mark] ?? mark);

/** For readers without HTML, and for those who search their mail. */
export function plainText({ heading, lines, facts, link, footer }: MailText): string {
  const table = facts.map(([name, value]) => `${name}: ${value}`);
  return [heading, ...lines, table.join("\n"), `${link.label}:\n${link.url}`, `-- \n${footer}`].join("\n\n");
}

const CELL = "padding:8px 0;border-bottom:1px solid #e4e2dd;font-size:14px";

/** No picture, no script, nothing loaded from anywhere: it shows nothing to anybody that it was opened. */
export function htmlText({ locale, subject, heading, lines, facts, link, footer }: MailText): string {
  const paragraphs = lines.map((line) => `<p style="margin:0 0 16px;font-size:14px">${escaped(line)}</p>`).join("");
  const rows = facts
    .map(
      ([name, value]) =>
        `<tr><td style="${CELL};color:#6b6760">${escaped(name)}</td><td style="${CELL};text-align:right">${escaped(value)}</td></tr>`,
    )
    .join("");
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;font-family:system-ui,-apple-system,'Segoe UI',sans-serif;color:#1d1b18;background:#fff;line-height:1.5">
<div style="max-width:480px;margin:0 auto"><h1 style="margin:0 0 16px;font-size:20px">${escaped(heading)}</h1>${paragraphs}
<table role="presentation" style="width:100%;border-collapse:collapse;margin:0 0 24px">${rows}</table>
<p style="margin:0 0 24px;font-size:14px"><a href="${escaped(link.url)}" style="color:#1d1b18">${escaped(link.label)}</a></p>
<p style="margin:0;font-size:12px;color:#6b6760">${escaped(footer)}</p></div></body></html>`;
}
