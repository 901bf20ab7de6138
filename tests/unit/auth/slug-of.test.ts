import fc from "fast-check";
import { expect, it } from "vitest";
import { slugOf } from "@/lib/auth/setup/slug-of";

it.each([
  ["Demo Elektronik", "demo-elektronik"],
  ["Şahin & Oğlu Çınar İnşaat", "sahin-oglu-cinar-insaat"],
  ["IŞIL KIRTASİYE", "isil-kirtasiye"],
  ["  --A1--  ", "a1"],
  ["!!!", ""],
])("the shop %s has the address %s", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

it("whatever the name is, its address is short and needs no escaping", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      expect(slugOf(name)).toMatch(/^$|^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/);
    }),
  );
});
