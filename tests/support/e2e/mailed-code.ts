import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "@playwright/test";
import PostalMime from "postal-mime";

const outbox = () => path.join(path.dirname(process.env.VEZNE_DEMO_FILE ?? ".data/demo.json"), "outbox");

async function findCode(token: string): Promise<string | undefined> {
  if (!existsSync(outbox())) return undefined;
  const files = readdirSync(outbox()).filter((name) => name.startsWith("mail_dc_"));
  for (const name of files.sort().reverse()) {
    const { text } = await PostalMime.parse(readFileSync(path.join(outbox(), name)));
    if (text?.includes(`/pay/${token}/delivery`)) return /^Kod: (\d{6})$/m.exec(text)?.[1];
  }
  return undefined;
}

/** The newest delivery code that was mailed for a payment's page; the running product writes its mails into a folder. */
export async function mailedCode(token: string): Promise<string> {
  let code: string | undefined;
  await expect(async () => {
    code = await findCode(token);
    expect(code).toBeDefined();
  }).toPass({ timeout: 30_000 });
  return code ?? "";
}
