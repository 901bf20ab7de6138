import { expect, it } from "vitest";
import { CAPABILITIES } from "@/lib/providers/capabilities";
import type { ThreeDRequest } from "@/lib/providers/three-d";
import { usePlayedPaynet } from "./played-paynet";

const paynet = usePlayedPaynet();

it("what Paynet's adapter cannot do yet it says, without a call, as its capabilities do", async () => {
  const { provider } = paynet;
  const unsupported = { kind: "unsupported" };
  expect(await provider.startThreeD({} as ThreeDRequest)).toEqual(unsupported);
  expect(await provider.installmentTable({ amount: 1n, currency: "TRY" }, undefined, false)).toEqual(unsupported);
  expect(await provider.binInfo("435508")).toEqual(unsupported);
  expect(paynet.heard).toEqual([]);
  expect(CAPABILITIES.paynet).toMatchObject({ installmentTable: false, binInfo: false });
});
