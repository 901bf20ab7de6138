import { expect } from "@playwright/test";
import type { Programs } from "../browser";
import { makePayment } from "./make-payment";

/** A paid link of the demo merchant whose money is held until the delivery; the case's id. Minor units. */
export async function makeCase(programs: Programs, amount: number, name: string): Promise<string> {
  const payment = await makePayment(programs, amount, name, { escrow: { enabled: true } });
  let id = "";
  await expect(async () => {
    const { body } = await programs.call("GET", `/api/v1/payments/${payment}`);
    id = String(body.escrow_account_id ?? "");
    expect(id).toMatch(/^esc_/);
  }).toPass();
  return id;
}

/** The smallest PNG there is. */
export const PHOTO = {
  name: "teslim.png",
  mimeType: "image/png",
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
};
