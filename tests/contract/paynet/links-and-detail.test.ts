import { describe, expect, it } from "vitest";
import { recorded, usePlayedPaynet } from "./played-paynet";

const paynet = usePlayedPaynet();
const from = new Date("2026-01-14T22:00:00Z");
const to = new Date("2026-01-15T12:00:00Z");
const answer = (body: object) => (response: import("node:http").ServerResponse) =>
  void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));

const page = (rows: object[]) => ({ Data: rows, has_more: false, object_name: "mailorder_list", code: 0, message: "" });
const sale = recorded<{ Data: Record<string, unknown>[] }>("check-paid").Data[0];

describe("the link list", () => {
  it("asks by the days of Istanbul and tells passive links from waiting ones", async () => {
    paynet.play(
      answer(
        page([
          { id: "c1c7f2aa", reference_no: "INV-77-a", status: 0, xact_id: "" },
          { id: "c1c7f2ab", reference_no: "INV-78-b", status: "3", xact_id: "xk_paid" },
        ]),
      ),
    );
    expect(await paynet.provider.listPaymentLinks(from, to)).toEqual({
      kind: "complete",
      links: [
        { providerId: "c1c7f2aa", reference: "INV-77-a", passive: false, transactionId: null },
        { providerId: "c1c7f2ab", reference: "INV-78-b", passive: true, transactionId: "xk_paid" },
      ],
    });
    expect(paynet.heard[0]).toMatchObject({ body: { datab: "15.01.2026", datbi: "15.01.2026" } });
  });

  it("with a row nobody could name is unknown, never shorter", async () => {
    paynet.play(answer(page([{ reference_no: "INV-77-a", status: 0 }])));
    expect(await paynet.provider.listPaymentLinks(from, to)).toMatchObject({ kind: "unknown" });
  });
});

describe("the transaction's detail", () => {
  it("says whether all of it went back", async () => {
    paynet.play(answer({ Data: [{ ...sale, xact_id: "xk_one", reversed: true }], code: 0, message: "" }));
    expect(await paynet.provider.describeTransaction("xk_one")).toMatchObject({ kind: "found", reversed: true });
  });

  it("of another transaction is none of this one", async () => {
    paynet.play(answer({ Data: [{ ...sale, xact_id: "xk_two" }], code: 0, message: "" }));
    expect(await paynet.provider.describeTransaction("xk_one")).toEqual({ kind: "absent" });
  });
});
