import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeMail } from "@/lib/email/mail-transport";
import { relayMails } from "@/lib/email/relay-mails.system";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { withdrawRefund } from "@/lib/refunds/decide-refund";
import { requestRefund } from "@/lib/refunds/request-refund";
import { makeContext } from "../../support/context";
import { eventuallyPasses } from "../../support/eventually-passes";
import { createMerchant, createUser, type TestMerchant } from "../../support/factories";
import { book, createLink, declinedTransactionOf, PayerBrowser, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { openMailServer } from "./mail-server";

const server = await openMailServer();
process.env.SMTP_URL = server.url;
const product = useProduct();
const root = path.resolve(import.meta.dirname, "../../..");
/** A worker process of its own may take this long to start on a busy machine. */
const START_MS = 40_000;
let merchant: TestMerchant;
let worker: ChildProcess | undefined;

beforeAll(async () => {
  merchant = await createMerchant();
});
beforeEach(async () => {
  server.be("takes");
  server.mails.length = 0;
});
afterEach(async () => {
  await kill();
  await product.rows("update mails set status = 'withheld' where status = 'waiting'");
});
afterAll(async () => {
  closeMail();
  await server.close();
  delete process.env.SMTP_URL;
});

async function kill(): Promise<void> {
  if (worker === undefined) return;
  const ended = once(worker, "exit");
  if (worker.exitCode === null && worker.signalCode === null && worker.kill("SIGKILL")) await ended;
  worker = undefined;
}

function startWorker(): void {
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/worker.ts"];
  worker = spawn(process.execPath, args, { cwd: root, stdio: "ignore" });
}

const customer = { name: "Ayşe Örnek", email: "ayse@example.com" };
const linkFor = (wish: Record<string, unknown> = {}) => createLink(merchant, { customer, ...wish });

async function captured(wish: Record<string, unknown> = {}): Promise<PaylinkDto> {
  const link = await linkFor(wish);
  await book(merchant, link, transactionOf(link));
  return link;
}

const mailsOf = (link: PaylinkDto) =>
  product.rows<{ status: string; tries: number; reason: string | null }>(
    "select m.status, m.tries, m.reason from mails m join payments p on p.merchant_id = m.merchant_id and p.id = m.subject_id where p.paylink_id = $1",
    [link.id],
  );
const moneyNow = () =>
  product.rows(
    "select id, status, amount_charged from payments union all select id, kind, 0 from journals union all select id, status, amount_paid from paylinks order by 1",
  );

describe("a capture", () => {
  it("mails the payer one receipt, once, however often it is booked and the relay runs", async () => {
    const link = await linkFor({ amount: 123_456 });
    const transaction = transactionOf(link);
    await book(merchant, link, transaction);
    await book(merchant, link, transaction);
    await Promise.all([relayMails(), relayMails(), relayMails()]);
    await relayMails();
    expect(server.mails).toHaveLength(1);
    const [mail] = server.mails;
    const [payment] = await product.rows<{ id: string; token: string }>(
      "select id, token from payments where paylink_id = $1",
      [link.id],
    );
    expect(mail).toMatchObject({ envelope: ["ayse@example.com"], messageId: `<mail_${payment?.id}@localhost>` });
    expect(mail?.to).toEqual([{ name: "Ayşe Örnek", address: "ayse@example.com" }]);
    expect(mail?.subject).toBe("TEST: gerçek para çekilmedi. Ödemeniz alındı: 1.234,56 TL, Deneme Mağazası");
    for (const text of [mail?.text, mail?.html]) {
      expect(text).toContain("1.234,56 TL");
      expect(text).toContain("DENEME");
      expect(text).toContain("•••• 4358");
      expect(text).toContain(`/pay/${payment?.token}`);
      expect(text).not.toContain("435508");
    }
    expect(await mailsOf(link)).toEqual([{ status: "sent", tries: 1, reason: null }]);
  });

  it("is told in English where the link says so", async () => {
    await captured({ amount: 123_456, metadata: { locale: "en" } });
    await relayMails();
    expect(server.mails[0]?.subject).toContain("Payment received: 1,234.56 TL");
    expect(server.mails[0]?.html).toContain('lang="en"');
  });

  it("of a payer without an address mails nobody", async () => {
    const link = await createLink(merchant, { customer: { name: "Adressiz" } });
    await book(merchant, link, transactionOf(link));
    await relayMails();
    expect(server.mails).toEqual([]);
  });

  it("that was voided before the mail left is not mailed", async () => {
    const link = await captured();
    await product.rows("update payments set status = 'voided' where paylink_id = $1", [link.id]);
    await relayMails();
    expect(server.mails).toEqual([]);
    expect(await mailsOf(link)).toEqual([]);
    await product.rows(
      `set session_replication_role = replica; update payments set status = 'captured' where paylink_id = '${link.id}'; set session_replication_role = default`,
    );
  });

  it("whose news commits later than news with a higher number is mailed all the same", async () => {
    const late = await captured();
    await product.rows("update outbox set mailed_at = vezne_now() where mailed_at is null");
    const client = new pg.Client({ connectionString: product.database.adminUrl });
    await client.connect();
    await client.query("begin");
    await client.query(
      `insert into outbox (merchant_id, mode, topic, subject_id, data, created_at)
       select merchant_id, mode, 'payment', id, '{}', vezne_now() from payments where paylink_id = $1`,
      [late.id],
    );
    const early = await captured();
    await relayMails();
    expect(await mailsOf(early)).toMatchObject([{ status: "sent" }]);
    expect(await mailsOf(late)).toEqual([]);
    await client.query("commit");
    await client.end();
    await relayMails();
    expect(await mailsOf(late)).toMatchObject([{ status: "sent" }]);
  });
});

describe("what is not a capture mails nobody", () => {
  it("an unknown state, a hand-over, a decline, another currency", async () => {
    const unknown = await linkFor();
    await new PayerBrowser().goToPayment(unknown);
    const declined = await linkFor();
    await book(merchant, declined, declinedTransactionOf(declined));
    const foreign = await linkFor();
    await book(merchant, foreign, transactionOf(foreign, { currency: "USD", currencyText: "USD" } as never));
    await relayMails();
    expect(server.mails).toEqual([]);
    expect(
      await product.rows("select 1 from outbox where mailed_at is null and topic in ('payment', 'refund')"),
    ).toEqual([]);
  });

  it("one of last week", async () => {
    const link = await captured();
    await product.advance(4 * 86_400);
    await relayMails();
    expect(server.mails).toEqual([]);
    expect(await mailsOf(link)).toEqual([]);
  });
});

describe("a mail server that does not take it", () => {
  it("for now: it is tried again, and money never notices", async () => {
    const link = await captured();
    server.be("busy");
    const before = await moneyNow();
    await relayMails();
    expect(await mailsOf(link)).toEqual([{ status: "waiting", tries: 1, reason: "smtp 451" }]);
    await relayMails();
    expect(await mailsOf(link)).toMatchObject([{ tries: 1 }]);
    server.be("takes");
    await product.advance(61);
    await relayMails();
    expect(await mailsOf(link)).toEqual([{ status: "sent", tries: 2, reason: null }]);
    expect(server.mails).toHaveLength(1);
    expect(await moneyNow()).toEqual(before);
  });

  it("for good: it is dead at once", async () => {
    const link = await captured();
    server.be("refuses");
    await relayMails();
    expect(await mailsOf(link)).toEqual([{ status: "dead", tries: 1, reason: "smtp 550" }]);
  });

  it("for seven hours: it is dead, and was tried eight times", async () => {
    const link = await captured();
    server.be("busy");
    const before = server.seen();
    for (let hour = 0; hour < 20; hour += 1) {
      await relayMails();
      await product.advance(3_600);
    }
    await product.advance(86_400);
    await relayMails();
    expect(await mailsOf(link)).toEqual([{ status: "dead", tries: 8, reason: "smtp 451" }]);
    expect(server.seen() - before).toBe(8);
  });
});

describe("a worker killed while it hands a mail over", () => {
  it("is followed by another, under the same Message-ID", async () => {
    const link = await captured();
    server.be("hangs");
    const before = server.seen();
    startWorker();
    await eventuallyPasses(() => expect(server.seen()).toBe(before + 1), START_MS);
    await kill();
    expect(await mailsOf(link)).toEqual([{ status: "waiting", tries: 1, reason: null }]);
    server.be("takes");
    await product.advance(61);
    startWorker();
    await eventuallyPasses(
      async () => expect(await mailsOf(link)).toMatchObject([{ status: "sent", tries: 2 }]),
      START_MS,
    );
    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]?.messageId).toMatch(/^<mail_pay_[0-9a-z]+@localhost>$/);
  }, 120_000);
});

describe("a refund above one person's limit", () => {
  it("is told to everybody who may approve it, but not to who asked, and to nobody once it was withdrawn", async () => {
    const one = await createMerchant();
    const approver = await createUser(one.id, "approver");
    await createUser(one.id, "cashier");
    const link = await createLink(one, { amount: 900_000 });
    await book(one, link, transactionOf(link));
    const owner = makeContext(one);
    const [payment] = (await listPayments(owner, PaymentFilter.parse({ paylink_id: link.id }))).data;
    const refund = await requestRefund(owner, { payment_id: payment?.id ?? "", amount: 600_000, reason: "iade" });
    expect(refund.status).toBe("awaiting_approval");
    await relayMails();
    expect(server.mails.map(({ envelope }) => envelope)).toEqual([[approver.email]]);
    expect(server.mails[0]?.subject).toBe("TEST: Onayınızı bekleyen iade: 6.000,00 TL");

    await withdrawRefund(owner, { id: refund.id });
    const second = await requestRefund(owner, { payment_id: payment?.id ?? "", amount: 700_000, reason: "iade 2" });
    await withdrawRefund(owner, { id: second.id });
    await relayMails();
    expect(server.mails).toHaveLength(1);
  });
});

describe("what strangers write into names and reasons", () => {
  it("adds no header, no recipient and no markup", async () => {
    const link = await linkFor();
    await product.rows("update paylinks set customer_name = $2 where id = $1", [
      link.id,
      'A"\r\nBcc: victim@example.com\r\n\r\n<script>alert(1)</script>',
    ]);
    await product.rows("update merchants set name = $2 where merchant_id = $1", [
      merchant.id,
      "<b>Mağaza</b>\r\nX-Evil: 1",
    ]);
    await book(merchant, link, transactionOf(link));
    await relayMails();
    const [mail] = server.mails;
    expect(mail?.envelope).toEqual(["ayse@example.com"]);
    expect(mail?.headers.map(({ key }) => key)).not.toContain("bcc");
    expect(mail?.headers.map(({ key }) => key)).not.toContain("x-evil");
    expect(mail?.html).not.toContain("<script>");
    expect(mail?.html).not.toContain("<b>");
    expect(mail?.html).toContain("&lt;b&gt;Mağaza&lt;/b&gt;");
  });

  it.each(["a@example.com,b@example.com", "a@example.com\nbcc: b@example.com", "nobody", "<a@example.com>"])(
    "%j is no address: withheld",
    async (address) => {
      const link = await linkFor();
      await product.rows("update paylinks set customer_email = $2 where id = $1", [link.id, address]);
      await book(merchant, link, transactionOf(link));
      await relayMails();
      expect(server.mails).toEqual([]);
      expect(await mailsOf(link)).toMatchObject([{ status: "withheld", reason: "no_usable_address" }]);
    },
  );
});
