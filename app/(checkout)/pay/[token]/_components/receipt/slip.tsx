import type { ReceiptItems, ReceiptSheet } from "@/lib/checkout/receipt/receipt-sheet";

function SlipLine({ name, value, note }: ReceiptSheet["lines"][number]) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value || note}
        {value && note ? <small>{note}</small> : null}
      </dd>
    </div>
  );
}

function SlipItem({ name, quantity, unitAmount, amount }: ReceiptItems["rows"][number]) {
  return (
    <div>
      <dt>
        {name}
        {quantity === "1" ? null : (
          <small>
            {quantity} × {unitAmount}
          </small>
        )}
      </dt>
      <dd>{amount}</dd>
    </div>
  );
}

/** A receipt as it comes out of an 80 mm roll; paper is always light. */
export function Slip({ sheet, label }: { sheet: ReceiptSheet; label: string }) {
  const { merchant, title, language, amount, verdict, lines, items, foot } = sheet;
  const sum = lines.find(({ isSum }) => isSum);
  const loud = (text: string) => text.toLocaleUpperCase(language);
  return (
    <article className="slip" aria-label={label}>
      <header>
        <p>
          <b>{loud(merchant.name)}</b>
        </p>
        {merchant.phone ? <p>{merchant.phone}</p> : null}
        <p>{title}</p>
      </header>
      <p className="slip-amount">
        <span>{sum ? loud(sum.name) : null}</span>
        <b>{amount}</b>
        {sum?.note ? <small>{sum.note}</small> : null}
      </p>
      <p className="slip-state">{loud(verdict)}</p>
      <dl>
        {lines
          .filter(({ isSum }) => !isSum)
          .map((one) => (
            <SlipLine key={one.name} {...one} />
          ))}
      </dl>
      {items ? (
        <dl>
          {items.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id and never change place.
            <SlipItem key={index} {...row} />
          ))}
        </dl>
      ) : null}
      <footer>
        {foot.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </footer>
    </article>
  );
}
