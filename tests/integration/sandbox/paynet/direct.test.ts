import { describe, expect, it } from "vitest";
import { CARD, CODE, useSessionSandbox } from "./session-harness";

const sandbox = useSessionSandbox({ hangMs: 300 });
const pay = (wish: Record<string, unknown> = {}, key = "sck_sandbox_other") =>
  sandbox.service(
    "v2/transaction/payment",
    {
      ...{ amount: "149,90", reference_no: "D-1", domain: "shop.example" },
      ...{ card_holder: "AYSE ORNEK", pan: CARD, month: 12, year: 2029, cvc: CODE, ...wish },
    },
    key,
  );
const rows = async (reference_no: string) =>
  (await sandbox.paynet("transaction/detail", { reference_no }, "sck_sandbox_other")).body.Data ?? [];

describe("v2/transaction/payment", () => {
  it("is for companies that may: others are refused and nothing is charged", async () => {
    const { status, body } = await pay({}, "sck_sandbox_demo");
    expect(status).toBe(403);
    expect(body).toMatchObject({ type: "authorization_error", result_code: 7 });
    expect(await sandbox.rows("D-1")).toEqual([]);
  });

  it("takes the money at once and without 3-D, once a reference, many at once included", async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => pay({ pan: "4506347011448053" })));
    expect(answers.map(({ body }) => body.code).sort()).toEqual([0, 100, 100, 100, 100]);
    expect(answers[0]?.body).toMatchObject({ object_name: "payment_response", is_succeed: true, is_tds: false });
    expect(new Set(answers.map(({ body }) => body.xact_id)).size).toBe(1);
    expect(await rows("D-1")).toHaveLength(1);
  });

  it("declines, and may be tried again under the same reference", async () => {
    expect((await pay({ reference_no: "D-2", cvc: "051" })).body).toMatchObject({ is_succeed: false, code: 0 });
    expect((await pay({ reference_no: "D-2" })).body).toMatchObject({ is_succeed: true, code: 0 });
    expect(await rows("D-2")).toHaveLength(2);
  });

  it("with 53 fails once without effect, with 52 hangs with effect, and takes no return address", async () => {
    const failing = { reference_no: "D-3", amount: "10,53" };
    expect((await pay(failing)).status).toBe(500);
    expect(await rows("D-3")).toEqual([]);
    expect((await pay(failing)).body).toMatchObject({ is_succeed: true });
    const late = pay({ reference_no: "D-4", amount: "10,52" });
    await expect.poll(async () => (await rows("D-4")).length).toBe(1);
    expect((await late).body).toMatchObject({ is_succeed: true });
    expect((await pay({ reference_no: "D-5", return_url: "https://shop.example/r" })).body).toMatchObject({
      result_code: 11,
    });
  });
});
