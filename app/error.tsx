"use client";

import "@/app/_styles/message.css";

/** No catalogue is at hand when the root fails, so the sentences stand here in both languages. */
const TEXT = {
  tr: { title: "Sayfa açılamadı", text: "Ödemeler sürüyor, para etkilenmedi. Yeniden deneyin.", again: "Yeniden dene" },
  en: {
    title: "This page could not be opened",
    text: "Payments go on and no money was affected. Try again.",
    again: "Try again",
  },
};

type ErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function RootError({ error, reset }: ErrorProps) {
  const text = typeof document !== "undefined" && document.documentElement.lang === "en" ? TEXT.en : TEXT.tr;
  return (
    <main className="grid min-h-dvh place-items-center">
      <div className="empty" role="alert">
        <h1 className="empty-title">{text.title}</h1>
        <p className="empty-text">{text.text}</p>
        {error.digest ? <p className="mono text-ink-3">{error.digest}</p> : null}
        <button type="button" className="button" onClick={reset}>
          {text.again}
        </button>
      </div>
    </main>
  );
}
