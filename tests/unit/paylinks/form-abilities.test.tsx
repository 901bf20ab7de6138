import { readFileSync } from "node:fs";
import path from "node:path";
import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { PaylinkForm } from "@/app/(dashboard)/m/[merchant]/paylinks/new/_components/paylink-form";
import { CAPABILITIES } from "@/lib/providers/capabilities";

const messages = (name: string) =>
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, `../../../app/_messages/en/${name}.json`), "utf8"));

const ONLY_PAYNET = [
  "send_sms",
  "send_email",
  "uses",
  "commission",
  "installment_key",
  "agent_id",
  "pos_type",
  "user_name",
];

/** Names of the fields that the form offers where links go to this provider. */
function fieldsFor(provider: "paynet" | "paywall"): Set<string> {
  const page = (
    <NextIntlClientProvider
      locale="en"
      messages={{ create: messages("create"), common: messages("common") }}
      timeZone="Europe/Istanbul"
    >
      <PaylinkForm
        slug="demo"
        merchant={{ name: "Demo", descriptor: "DEMO" }}
        commandId="cmd_1"
        can={CAPABILITIES[provider].paymentLinks}
        action={async () => ({ result: undefined, problem: undefined })}
      />
    </NextIntlClientProvider>
  );
  return new Set([...renderToStaticMarkup(page).matchAll(/ name="([a-z_]+)"/g)].map(([, name]) => name ?? ""));
}

it("a link's form offers what the provider can do, and nothing it would refuse", () => {
  const [paynet, paywall] = [fieldsFor("paynet"), fieldsFor("paywall")];
  for (const name of ["amount", "name", "hours", "note", "reference_no", "success_url"]) {
    expect(paywall).toContain(name);
  }
  expect([...paynet].filter((name) => !paywall.has(name)).sort()).toEqual([...ONLY_PAYNET].sort());
});
