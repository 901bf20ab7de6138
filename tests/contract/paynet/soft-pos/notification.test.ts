import { describe, expect, it } from "vitest";
import { readNotification } from "@/lib/providers/registry";

const read = (body: unknown) => readNotification("paynet", JSON.stringify(body), "application/json");

describe("what a notification of Paynet names", () => {
  it.each([
    [{ referance_no: "A-1", amount: 1 }, { reference: "A-1" }],
    [{ reference_no: "A-2" }, { reference: "A-2" }],
    [{ referance_no: "", agent_reference: "A-3" }, { reference: "A-3" }],
    [
      { payment_session_id: "4F1C", agent_reference: "A-4", xact_id: "xk_1", is_succeed: true },
      { reference: "A-4", session: "4F1C" },
    ],
    [{ payment_session_id: "4F1C", agent_reference: "" }, { session: "4F1C" }],
    [{ payment_session_id: 77, agent_reference: "A-5" }, { reference: "A-5" }],
    [{ payment_session_id: { $ne: "" }, agent_reference: ["A-6"] }, {}],
    [["A-7"], {}],
    ["A-8", {}],
    [null, {}],
  ])("%j", (body, named) => {
    expect(read(body)).toEqual({ reference: undefined, ...named });
  });

  it("is nothing where the text is none", () => {
    expect(readNotification("paynet", "{", "application/json")).toEqual({ reference: undefined });
  });
});
