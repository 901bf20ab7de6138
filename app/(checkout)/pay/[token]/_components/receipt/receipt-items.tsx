import type { ReceiptItems } from "@/lib/checkout/receipt/receipt-sheet";

/** What was bought, as a table; a phone has the quantity under the name. */
export function ReceiptItemTable({ items, caption }: { items: ReceiptItems; caption: string }) {
  const { heads, rows } = items;
  return (
    <table className="receipt-items">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{heads.name}</th>
          <th scope="col">{heads.quantity}</th>
          <th scope="col">{heads.unitAmount}</th>
          <th scope="col">{heads.amount}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id and never change place.
          <tr key={index}>
            <th scope="row">
              {row.name}
              <small>
                {row.quantity} × {row.unitAmount}
              </small>
            </th>
            <td>{row.quantity}</td>
            <td>{row.unitAmount}</td>
            <td>{row.amount}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
