import { afterAll, beforeAll, beforeEach } from "vitest";
import type { SandboxSettings } from "../../../../sandbox/settings";
import { type Answer, openTestSandbox, type TestSandbox } from "../sandbox-harness";

export const PUBLIC = { apikeypublic: "pwpub_sandbox_demo", apiclientpublic: "pwpubclient_sandbox_demo" };
export const PRIVATE = { apikeyprivate: "pwprv_sandbox_demo", apiclientprivate: "pwprvclient_sandbox_demo" };
export const OTHER_PRIVATE = { apikeyprivate: "pwprv_sandbox_other", apiclientprivate: "pwprvclient_sandbox_other" };

type Headers = Record<string, string>;

export type PaywallSandbox = TestSandbox & {
  /** `payment/start3d`, `private/refund`: posts with the keys of its service. */
  post(operation: string, body: unknown, headers?: Headers): Promise<Answer & { text: string }>;
  get(operation: string, headers?: Headers, keys?: Headers): Promise<Answer & { text: string }>;
  /** `PUT member`, `DELETE member/bankaccount`. */
  send(method: string, operation: string, body: unknown, headers?: Headers): Promise<Answer & { text: string }>;
  /** Starts a payment and answers its ids. */
  start(change?: Record<string, unknown>): Promise<{ code: string; guid: string; url: string; paymentId: number }>;
  finish(session: string | number, result: string): Promise<Answer>;
  query(code: string): Promise<Record<string, unknown>>;
};

let orders = 0;
/** A merchant code nobody used before in this file. */
function orderCode(): string {
  orders += 1;
  return `ORD-${orders}-${process.pid}`;
}

/** A seller as create takes it. */
export const memberBody = (change: object = {}) => ({
  IsSubMerchant: true,
  MemberType: 3,
  MemberExternalId: "seller-9",
  MemberName: "Seller Nine",
  MemberTitle: "Seller Nine Ltd",
  MemberTaxOffice: "Kadikoy",
  MemberTaxNumber: "1234567890",
  MemberIdentityNumber: "",
  MemberEmail: "s9@example.com",
  MemberPhone: "5550000009",
  MemberAddress: "Ornek cd. 9",
  ContactName: "",
  ContactLastname: "",
  BankAccounts: [{ CurrencyId: 1, Title: "Seller Nine Ltd", Iban: `TR${"0".repeat(24)}` }],
  ValueDate: { CalculationType: 1, CalculationValue: 7, Commission: 10 },
  ...change,
});

/** A start with every documented field of the older page; `detail`, `card`, `product` and `customer` change parts. */
export function startBody(change: { detail?: object; card?: object; product?: object; customer?: object } = {}) {
  return {
    PaymentDetail: {
      Amount: 149.9,
      MerchantUniqueCode: orderCode(),
      TrackingCode: "CART-88",
      Half3D: false,
      MerchantSuccessBackUrl: "http://127.0.0.1:9/ok",
      MerchantFailBackUrl: "http://127.0.0.1:9/fail",
      ClientIP: "203.0.113.7",
      CurrencyId: 1,
      Installment: 1,
      ChannelId: 1,
      TagId: 0,
      PayWatch: null,
      PayWatchMultipleSupport: false,
      PayWatchMultiple: null,
      EndOfTheDay: null,
      RegionId: 1,
      ProviderBased: false,
      ProviderKey: "",
      MarketPlace: { BasketAmount: 149.9 },
      ...change.detail,
    },
    Card: {
      OwnerName: "Deniz Ornek",
      Number: "5293601234567896",
      ExpireMonth: "12",
      ExpireYear: "2029",
      Cvv: "000",
      UniqueCode: "",
      TempCardToken: "",
      Partner: { PartnerBased: false, PartnerIdentity: "" },
      CardSave: { Save: false, Nickname: "", RelationalId1: "", RelationalId2: "", RelationalId3: "" },
      ...change.card,
    },
    Customer: {
      FullName: "Deniz Ornek",
      Phone: "5550000001",
      Email: "deniz@example.com",
      Country: "Turkey",
      City: "Izmir",
      Address: "Ornek sk. 1",
      IdentityNumber: "",
      TaxNumber: "",
      ...change.customer,
    },
    Products: [
      {
        ProductId: "SKU-1",
        ProductName: "Mug",
        ProductCategory: "Home",
        ProductDescription: "Blue mug",
        ProductAmount: 149.9,
        MemberId: 0,
        MemberCustomCommission: false,
        MemberCommission: 0,
        MemberEarningCalculated: false,
        MemberEarning: 0,
        DiscountOwnerType: 0,
        DiscountType: 0,
        DiscountValue: 0,
        CargoType: 0,
        CargoCurrencyId: 0,
        CargoCost: 0,
        ...change.product,
      },
    ],
  };
}

/** One sandbox for the file, back to its seed before each test. */
export function usePaywallSandbox(changes: Partial<SandboxSettings> = {}): PaywallSandbox {
  const sandbox = {} as PaywallSandbox;
  const address = (operation: string) => {
    const host = /^(private|member)\b/.exec(operation)?.[1] ?? "payment";
    return `${sandbox.url}/paywall/${host}/api/paywall/${operation}`;
  };
  const keysFor = (operation: string) => (operation.startsWith("private/") ? PRIVATE : PUBLIC);
  const read = async (response: Response) => {
    const text = await response.text();
    return {
      status: response.status,
      body: text.startsWith("{") ? JSON.parse(text) : text,
      text,
      headers: response.headers,
    };
  };
  sandbox.send = async (method, operation, body, headers = keysFor(operation)) =>
    read(
      await fetch(address(operation), {
        method,
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      }),
    );
  sandbox.post = (operation, body, headers = keysFor(operation)) => sandbox.send("POST", operation, body, headers);
  sandbox.get = async (operation, headers = {}, keys = keysFor(operation)) =>
    read(await fetch(address(operation), { headers: { ...keys, ...headers } }));
  sandbox.start = async (change = {}) => {
    const body = startBody({ detail: change });
    if (change.Amount !== undefined) Object.assign(body.Products[0] ?? {}, { ProductAmount: change.Amount });
    const answer = await sandbox.post("payment/start3d", body);
    if (answer.body.Result !== true) throw new Error(answer.text);
    const { Payment, RedirectUrl } = answer.body.Body;
    return {
      code: Payment.MerchantUniqueKey,
      guid: Payment.UniqueCode,
      url: RedirectUrl,
      paymentId: Payment.PaymentId,
    };
  };
  sandbox.finish = (session, result) => sandbox.control("POST", `checkouts/${session}/finish`, { result });
  sandbox.query = async (code) =>
    (await sandbox.get("private/query", { merchantuniquecode: code })).body.Body?.Paywall ?? {};
  beforeAll(async () => {
    Object.assign(sandbox, await openTestSandbox(changes));
  });
  beforeEach(async () => {
    await sandbox.control("POST", "reset");
  });
  afterAll(() => sandbox.close());
  return sandbox;
}
