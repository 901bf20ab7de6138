import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  MailorderCreateAnswer,
  MailorderDetailAnswer,
  MailorderListAnswer,
  MailorderStatusUpdateAnswer,
} from "../../../lib/providers/paynet/wire";
import { openTestSandbox, type TestSandbox } from "./sandbox-harness";

let sandbox: TestSandbox;
let strict: TestSandbox;
beforeAll(async () => {
  sandbox = await openTestSandbox();
  strict = await openTestSandbox({ strict: true });
});
afterAll(async () => {
  await sandbox.close();
  await strict.close();
});

const minimal = { name_surname: "Ali Deneme", amount: 120.5 };
const documented = {
  ...minimal,
  expire_date: "72",
  reference_no: "INV-77",
  email: "ali@example.com",
  send_mail: false,
  succeed_url: "https://shop.example/pay/ok",
  error_url: "https://shop.example/pay/fail",
  confirmation_url: "https://shop.example/hooks/paynet?t=RANDOM",
};

describe("mailorder/create", () => {
  it("answers the documented example, with the page's guid apart from the link's id, in strict mode too", async () => {
    const { status, body } = await strict.paynet("mailorder/create", documented);
    expect(status).toBe(200);
    const answer = MailorderCreateAnswer.parse(body);
    expect(answer).toMatchObject({ object_name: "mailorder", code: 0, message: "Başarılı İşlem" });
    const page = new URL(answer.url);
    expect(`${page.origin}${page.pathname}`).toBe(`${strict.pagesUrl}/S/M`);
    expect(page.searchParams.get("id")).not.toBe(answer.id);
  });

  it("makes a new link on every call, because no idempotency is documented", async () => {
    const first = await sandbox.createLink({ reference_no: "SAME" });
    const second = await sandbox.createLink({ reference_no: "SAME" });
    expect(first.id).not.toBe(second.id);
  });

  it.each([
    ["a comma amount", { amount: "120,50" }, 400, 11],
    ["no amount", { amount: undefined }, 400, 11],
    ["nothing to pay", { amount: 0 }, 400, 11],
    ["a negative amount", { amount: -1 }, 400, 11],
    ["a fraction of a kuruş", { amount: 1.005 }, 400, 11],
    ["no name", { name_surname: "" }, 400, 11],
    ["an unknown agent", { agent_id: "9999" }, 400, 4],
    ["another company's agent", { agent_id: "3044" }, 400, 4],
    ["a blocked agent", { agent_id: "2045" }, 403, 3],
    ["send_mail without an address", { send_mail: true }, 400, 11],
    ["send_sms without a number", { send_sms: true }, 400, 11],
    ["a validity of no hours", { expire_date: 0 }, 400, 11],
    ["a validity in half hours", { expire_date: 1.5 }, 400, 11],
    ["a return address that is no address", { succeed_url: "javascript:alert(1)" }, 400, 11],
    ["a reference above 50 characters", { reference_no: "R".repeat(51) }, 400, 11],
  ])("refuses %s", async (_name, change, http, code) => {
    const { status, body } = await sandbox.paynet("mailorder/create", { ...minimal, ...change });
    expect([status, body.code, body.result_code]).toEqual([http, http, code]);
  });

  it("takes hours as number or digits and a live agent", async () => {
    for (const expire_date of [24, "24"]) await strict.createLink({ expire_date, agent_id: "2044" });
  });

  it.each([
    ["an amount in a string", { amount: "120.50" }],
    ["send_email", { send_email: true, email: "ali@example.com" }],
    ["a currency", { currency: "TRY" }],
  ])(
    "takes %s, known from third-party code only, with a warning, and refuses it when strict",
    async (_name, change) => {
      expect((await sandbox.paynet("mailorder/create", { ...minimal, ...change })).status).toBe(200);
      const log = await sandbox.control("GET", "requests?provider=paynet&operation=mailorder/create");
      expect(log.body.requests.at(-1).warnings.length).toBeGreaterThan(0);
      expect((await strict.paynet("mailorder/create", { ...minimal, ...change })).body).toMatchObject({
        result_code: 11,
      });
    },
  );
});

describe("mailorder/detail", () => {
  it("finds a link by id and by reference and answers its fields under the documented names", async () => {
    const { id, url } = await sandbox.createLink({ ...documented, reference_no: "INV-78" });
    for (const query of [{ id }, { reference_no: "INV-78" }]) {
      const { body } = await sandbox.paynet("mailorder/detail", query);
      expect(MailorderDetailAnswer.parse(body)).toMatchObject({
        id,
        url,
        company_code: "DEMO",
        amount: 120.5,
        currency: "TRY",
        installment: 0,
        status: 0,
        xact_id: "",
      });
    }
  });

  it("shows a key nothing that another key made, not even the other account of one merchant", async () => {
    const { id } = await sandbox.createLink({ reference_no: "MINE" });
    for (const key of ["sck_sandbox_signed", "sck_sandbox_other"]) {
      for (const query of [{ id }, { reference_no: "MINE" }]) {
        const { status, body } = await sandbox.paynet("mailorder/detail", query, key);
        expect([status, body.type, body.result_code]).toEqual([404, "no_data_error", 12]);
      }
      expect((await sandbox.paynet("mailorder/status_update", { id, status: 3 }, key)).status).toBe(404);
    }
  });

  it("asks for one of the two names", async () => {
    expect((await sandbox.paynet("mailorder/detail", {})).body).toMatchObject({ code: 400, result_code: 11 });
  });
});

describe("mailorder/status_update", () => {
  it("makes a link passive and awaiting again, repeats included", async () => {
    const { id } = await sandbox.createLink();
    for (const status of [3, 3, 0]) {
      const { body } = await sandbox.paynet("mailorder/status_update", { id, status });
      expect(MailorderStatusUpdateAnswer.parse(body)).toMatchObject({
        object_name: "mailorder_update_status",
        code: 0,
      });
      expect((await sandbox.paynet("mailorder/detail", { id })).body.status).toBe(status);
    }
  });

  it("refuses other states, and any change of a paid link", async () => {
    const { id } = await sandbox.createLink();
    expect((await sandbox.paynet("mailorder/status_update", { id, status: 1 })).body.result_code).toBe(11);
    await sandbox.control("POST", `paylinks/${id}/pay`, {});
    expect((await sandbox.paynet("mailorder/status_update", { id, status: 3 })).body).toMatchObject({
      code: 400,
      result_code: 6,
    });
  });
});

describe("mailorder/list", () => {
  it("answers ten rows unless asked for more, in Data, with the count of all", async () => {
    const wide = { datab: "01.01.2020", datbi: "31.12.2099" };
    const first = MailorderListAnswer.parse((await strict.paynet("mailorder/list", wide)).body);
    expect(first.Data).toHaveLength(10);
    expect(first.has_more).toBe(true);
    const all = (await strict.paynet("mailorder/list", { ...wide, limit: 500 })).body;
    expect(all.Data).toHaveLength(all.total);
    expect(all.has_more).toBe(false);
  });
});
