/** Where a browser arrives with what: our own address and the fields of its query or form. */
export type Arrival = { address: string; fields: Record<string, string> };

const LEGS = 12;
const plainText = (text: string) =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

const attribute = (tag: string, name: string) => plainText(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "");

/** The first form of a page: where it goes and what its fields hold. */
function formOf(html: string, base: string) {
  const [, open = "", inside = ""] = /<form([^>]*)>([\s\S]*?)<\/form>/.exec(html) ?? [];
  const fields: Record<string, string> = {};
  const typed: string[] = [];
  for (const [tag] of inside.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, "name");
    if (name !== "") fields[name] = attribute(tag, "value");
    if (name !== "" && attribute(tag, "type") !== "hidden") typed.push(name);
  }
  return { address: new URL(attribute(open, "action") || base, base).href, fields, typed };
}

/**
 * A payer's browser without script, from the provider's page through the bank back to us: follows links and forms and
 * types the password wherever something is asked. Stops at the door of `home`.
 */
export async function walkBank(start: string, password: string, home: string): Promise<Arrival> {
  let address = start;
  let body: URLSearchParams | undefined;
  for (let leg = 0; leg < LEGS; leg += 1) {
    const isHome = address.startsWith(home);
    if (isHome) {
      const fields = [...new URL(address).searchParams, ...(body ?? [])];
      return { address, fields: Object.fromEntries(fields) };
    }
    const response = await fetch(address, {
      redirect: "manual",
      ...(body === undefined ? {} : { method: "POST", body }),
    });
    const location = response.headers.get("location");
    if (location !== null) {
      address = new URL(location, address).href;
      body = undefined;
      continue;
    }
    const form = formOf(await response.text(), address);
    for (const name of form.typed) form.fields[name] = password;
    address = form.address;
    body = new URLSearchParams(form.fields);
  }
  throw new Error(`the bank's pages do not lead back: ${address}`);
}
