"use client";

/** The catalogue is not loaded in the payer's browser, so this one page carries its sentences in both languages. */
const TEXT = {
  tr: {
    title: "Sayfa açılamadı",
    money: "Bu sayfa açılırken kartınızdan çekilmedi. Daha önce ödediyseniz sonuç aynı linkte durur.",
    again: "Yeniden dene",
  },
  en: {
    title: "The page could not be opened",
    money: "Opening this page charged nothing. If you paid earlier, the result stays at the same link.",
    again: "Try again",
  },
};

type ErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function PayError({ error, reset }: ErrorProps) {
  const text = typeof document !== "undefined" && document.documentElement.lang === "en" ? TEXT.en : TEXT.tr;
  return (
    <main className="payer">
      <div className="payer-column payer-stack tone-set-off" role="alert">
        <div className="verdict">
          <h1>{text.title}</h1>
        </div>
        <p>{text.money}</p>
        <div className="payer-actions">
          <button type="button" className="payer-button" onClick={reset}>
            {text.again}
          </button>
        </div>
        {error.digest ? <p className="payer-reference mono">{error.digest}</p> : null}
      </div>
    </main>
  );
}
