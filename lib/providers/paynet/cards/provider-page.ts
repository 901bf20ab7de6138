const PAYNET_HOST = /^(([a-z0-9-]+\.)*paynet\.com\.tr|pts-paynet\.com\.tr)$/;
const SANDBOX_PAGES = "localhost";

/** Paynet's own hosts over https, or the pages of the imitated provider that this connection speaks to. */
function isOurs(page: URL, base: URL): boolean {
  if (page.username !== "" || page.password !== "") return false;
  if (page.protocol === "https:" && page.port === "" && PAYNET_HOST.test(page.hostname)) return true;
  if (PAYNET_HOST.test(base.hostname)) return false;
  const host = page.hostname === base.hostname || page.hostname === SANDBOX_PAGES;
  return host && page.protocol === base.protocol && page.port === base.port;
}

/**
 * An address the payer may be sent to; undefined for anything that is not a page of the provider's own hosts, so that
 * an answer, or what a browser says it was answered, cannot lead a payer elsewhere.
 */
export function providerPage(baseUrl: string, text: string | null | undefined): URL | undefined {
  if (!text || !URL.canParse(text)) return undefined;
  const page = new URL(text);
  return isOurs(page, new URL(baseUrl)) ? page : undefined;
}

/**
 * The bank's page of a browser session where nobody named it (PAYNET-J1): below the API's path, on its pages' host.
 */
export function browserSessionPage(baseUrl: string): URL {
  const page = new URL(`${baseUrl}/v1/paynetj/tds`);
  if (!PAYNET_HOST.test(page.hostname)) page.hostname = SANDBOX_PAGES;
  return page;
}
