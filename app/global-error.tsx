"use client";

/** The last net: the layout itself failed, so there is no style, no catalogue and no theme to rely on. */
export default function GlobalError({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="tr">
      <body>
        <h1>Sayfa açılamadı</h1>
        <p>Ödemeler sürüyor, para etkilenmedi. Payments go on, no money was affected.</p>
        <button type="button" onClick={reset}>
          Yeniden dene / Try again
        </button>
      </body>
    </html>
  );
}
