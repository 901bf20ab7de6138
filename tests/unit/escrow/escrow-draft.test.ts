import { describe, expect, it } from "vitest";
import { type EscrowDraft, escrowFieldOf, readEscrow } from "@/app/_lib/forms/escrow-draft";
import { EscrowTermsInput } from "@/lib/escrow/terms-schemas";

const draft = (more: Partial<EscrowDraft> = {}): EscrowDraft => ({ escrow_on: true, escrow_days: "14", ...more });
const read = (more: Partial<EscrowDraft> = {}) => readEscrow(draft(more), "tr");
/** The fields that the shared rules refuse. */
const refused = (more: Partial<EscrowDraft>) => {
  const checked = EscrowTermsInput.safeParse(read(more).raw);
  return checked.success
    ? []
    : checked.error.issues.map(({ path, message }) => [escrowFieldOf(["escrow", ...path].join(".")), message]);
};

describe("the terms as they are typed", () => {
  it("are nothing while the switch is off", () => {
    expect(readEscrow(draft({ escrow_on: false, escrow_iban: "x" }), "tr")).toEqual({ raw: undefined, issues: [] });
  });

  it("are the API's own: days, hours, who is paid, parts in minor units", () => {
    const { raw, issues } = read({
      escrow_hours: " 48 ",
      escrow_name: "Kuzey Atölye",
      escrow_iban: "TR33 0006 1005 1978 6457 8413 26",
      escrow_goods: "1.100,50",
      escrow_commission: "75,90",
      escrow_serial: "SN-1",
    });
    expect(issues).toEqual([]);
    expect(EscrowTermsInput.parse(raw)).toMatchObject({
      auto_release_days: 14,
      ship_within_hours: 48,
      beneficiary: { name: "Kuzey Atölye", iban: "TR330006100519786457841326" },
      split: [
        { kind: "goods", amount: 110_050 },
        { kind: "commission", amount: 7_590 },
      ],
      serial: "SN-1",
    });
  });

  it("an empty number of days is never, not the usual number", () => {
    expect(EscrowTermsInput.parse(read({ escrow_days: "  " }).raw).auto_release_days).toBeNull();
  });

  it.each([
    [{ escrow_days: "91" }, "escrow_days"],
    [{ escrow_days: "iki" }, "escrow_days"],
    [{ escrow_hours: "0" }, "escrow_hours"],
    [{ escrow_name: "Kuzey", escrow_iban: "TR33" }, "escrow_iban"],
    [{ escrow_name: "", escrow_iban: "TR330006100519786457841326" }, "escrow_name"],
    [{ escrow_name: "Kuzey", escrow_iban: "TR330006100519786457841326", escrow_fee: "10,00" }, "escrow_goods"],
  ])("%j is refused at its own field", (more, field) => {
    expect(refused(more).map(([name]) => name)).toEqual([field]);
  });

  it("an amount that cannot be read stands at the part it was typed into", () => {
    expect(read({ escrow_cargo: "on lira" }).issues).toEqual([{ path: "escrow_cargo", message: "escrow_amount" }]);
  });
});
