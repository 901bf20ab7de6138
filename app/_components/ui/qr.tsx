import QRCode from "qrcode";

function modulePath(text: string): { path: string; size: number } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  let path = "";
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) if (modules.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
  }
  return { path, size: modules.size };
}

/** The code as ink on white in both themes: a camera reads it off any screen. */
export function Qr({ text, label }: { text: string; label: string }) {
  const { path, size } = modulePath(text);
  return (
    <svg
      className="qr"
      width="184"
      height="184"
      viewBox={`-2 -2 ${size + 4} ${size + 4}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}

/** Files to download without any script: the drawing as SVG and a print-sized PNG, as data addresses. */
export async function qrDownloads(text: string): Promise<{ svg: string; png: string }> {
  const [svg, png] = await Promise.all([
    QRCode.toString(text, { type: "svg", errorCorrectionLevel: "M", margin: 2 }),
    QRCode.toDataURL(text, { errorCorrectionLevel: "M", margin: 2, width: 1024 }),
  ]);
  return { svg: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`, png };
}
