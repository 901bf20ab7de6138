import { viewPayPage } from "@/lib/checkout/queries";
import { resolveReturn } from "@/lib/checkout/returns/resolve-return";
import type { PayPage } from "@/lib/checkout/schemas";
import { createCheckout } from "@/lib/checkout/sessions/create-checkout";
import type { CheckoutDto } from "@/lib/checkout/sessions/schemas";
import { type CheckoutForm, type PaymentStarted, startCheckoutPayment } from "@/lib/checkout/start-payment";
import { systemClock } from "@/lib/kernel/clock";
import { makeContext } from "../context";
import type { TestMerchant } from "../factories";
import { type Arrival, walkBank } from "./walk-bank";

/** The least a checkout needs; anything else is the test's wish. */
export const checkoutInput = (wish: Record<string, unknown> = {}) => ({ amount: 100_000, currency: "TRY", ...wish });

export const openCheckout = (merchant: TestMerchant, wish: Record<string, unknown> = {}): Promise<CheckoutDto> =>
  createCheckout(makeContext(merchant), checkoutInput(wish));

export const tokenOf = (checkout: CheckoutDto): string => checkout.url.slice(checkout.url.lastIndexOf("/") + 1);

const CARD: Omit<CheckoutForm, "account"> = {
  name: "Ayşe Örnek",
  email: "ayse@example.com",
  phone: "5321234567",
  holder: "AYSE ORNEK",
  number: "4355 0843 5508 4358",
  expiry: "12/29",
  code: "000",
  installments: "1",
  cardToken: "",
  cardSession: "",
  bin: "",
  acceptTerms: "1",
};

/** A payer's browser on a checkout: it remembers our cookies and nothing else. */
export class CheckoutPayer {
  private readonly jar = new Map<string, string>();

  constructor(
    readonly checkout: CheckoutDto,
    readonly address = "198.51.100.7",
  ) {}

  /** The same browser on another checkout. */
  at(checkout: CheckoutDto): CheckoutPayer {
    const next = new CheckoutPayer(checkout, this.address);
    for (const [name, value] of this.jar) next.jar.set(name, value);
    return next;
  }

  readonly cookie = (name: string): string | undefined => this.jar.get(name);

  /** What a page of ours shows this browser; the checkout's own page unless another token is given. */
  see(token = tokenOf(this.checkout)): Promise<PayPage> {
    return viewPayPage(token, { cookie: this.cookie, address: this.address });
  }

  /** Fills in the form and presses "pay". */
  async pay(wish: Partial<CheckoutForm> = {}): Promise<PaymentStarted> {
    const page = await this.see();
    const account = page.kind === "checkout" ? page.account : "";
    const result = await startCheckoutPayment({
      token: tokenOf(this.checkout),
      form: { ...CARD, account, ...wish },
      cookie: this.cookie,
      address: this.address,
      clock: systemClock,
    });
    const { cookie, cardsCookie } = { cookie: undefined, cardsCookie: undefined, ...result };
    for (const each of [cookie, cardsCookie]) if (each) this.jar.set(each.name, each.value);
    return result;
  }

  /** Presses "pay" and answers the token of this browser's own payment page. */
  async start(wish: Partial<CheckoutForm> = {}): Promise<string> {
    const result = await this.pay(wish);
    if (result.kind !== "started") throw new Error(JSON.stringify(result));
    return result.path.slice("/pay/".length);
  }

  /** From our interstitial through the bank's pages to the door of our return address. */
  async throughBank(paymentToken: string, password = "a"): Promise<Arrival> {
    const page = await this.see(paymentToken);
    if (page.kind !== "redirecting") throw new Error(`the page is ${page.kind}`);
    return walkBank(page.providerUrl, password, process.env.APP_URL ?? "");
  }

  /** Comes back from the bank; answers the path it is sent to. */
  async comeBack(arrival: Arrival): Promise<string> {
    const [, provider = "", segment = ""] = /\/api\/returns\/([a-z]+)\/([^/?]+)/.exec(arrival.address) ?? [];
    const target = await resolveReturn({
      provider,
      segment: decodeURIComponent(segment),
      transactionId: undefined,
      fields: arrival.fields,
      cookie: this.cookie,
      address: this.address,
      clock: systemClock,
    });
    if (target.cookie) this.jar.set(target.cookie.name, target.cookie.value);
    return target.path;
  }
}
