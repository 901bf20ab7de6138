import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eventually } from "../../../support/eventually";

/** A provider's notification as it arrived at our address. It is handed over when the history says so. */
export type Mail = { provider: "paynet" | "paywall"; segment: string; body: string; contentType: string };

const PATH = /^\/api\/webhooks\/(paynet|paywall)-callback\/([^?]+)/;
const MERCHANT = /mer_[0-9a-z]+/;

/** Stands at our public address and keeps what providers send, by merchant. */
export async function openMailSlot() {
  const kept = new Map<string, Mail[]>();
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString("utf8");
    });
    request.on("end", () => {
      const [, provider, path = ""] = PATH.exec(request.url ?? "") ?? [];
      const segment = decodeURIComponent(path);
      const merchantId = MERCHANT.exec(segment)?.[0];
      response.writeHead(200).end("{}");
      if (merchantId === undefined || (provider !== "paynet" && provider !== "paywall")) return;
      const contentType = request.headers["content-type"] ?? "";
      const mails = kept.get(merchantId) ?? [];
      kept.set(merchantId, [...mails, { provider, segment, body, contentType }]);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const mailsOf = (merchantId: string) => kept.get(merchantId) ?? [];
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: (merchantId: string) => mailsOf(merchantId).length,
    /** Waits until one more than `before` is there: the provider said it was on its way. */
    async arrival(merchantId: string, before: number): Promise<void> {
      // What its provider never sends is no failure of the rig: the history goes on without it.
      await eventually("a notification", () => mailsOf(merchantId).length > before, 1_000).catch(() => undefined);
    },
    peek: (merchantId: string, index: number) => mailsOf(merchantId)[index],
    /** Takes the mail at this place out of the slot. */
    take(merchantId: string, index: number): Mail | undefined {
      const mails = [...mailsOf(merchantId)];
      const [mail] = mails.splice(index, 1);
      kept.set(merchantId, mails);
      return mail;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
