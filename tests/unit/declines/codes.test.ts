import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import en from "@/app/_messages/en/declines.json";
import tr from "@/app/_messages/tr/declines.json";
import { DECLINE_TEXTS } from "@/lib/declines/decline";
import { OWN_CODES } from "@/lib/declines/own-codes";
import { readDecline } from "@/lib/declines/read-decline";
import { sourceFiles } from "../../support/source-files";

const docs = path.resolve(import.meta.dirname, "../../../docs/providers");
const read = (file: string) => readFileSync(path.join(docs, file), "utf8");

/** Codes of the table under a heading; `a to b` is every number between. */
function tableCodes(file: string, heading: RegExp): string[] {
  const section = read(file)
    .split(/^(?=#{2,3} )/m)
    .find((part) => heading.test(part));
  return [...(section ?? "").matchAll(/^\| (-?\d+)(?: to (\d+))? \|/gm)].flatMap(([, from = "", to]) => {
    if (to === undefined) return [from];
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => String(Number(from) + index));
  });
}

const documented: Record<string, { codes: string[]; atLeast: number }> = {
  "paynet result": { codes: tableCodes("codes.md", /^## 1\./), atLeast: 30 },
  "paynet bank": { codes: tableCodes("codes.md", /^## 2\./), atLeast: 30 },
  "paywall ": { codes: tableCodes("codes.md", /^## 3\./), atLeast: 250 },
};

describe("the failure coach", () => {
  for (const [name, { codes, atLeast }] of Object.entries(documented)) {
    it(`knows every documented code: ${name}`, () => {
      expect(codes.length).toBeGreaterThanOrEqual(atLeast);
      const provider = name.split(" ")[0] ?? "";
      expect(codes.filter((code) => !readDecline(provider, code).known)).toEqual([]);
    });
  }

  it("knows every result code that the wire notes name", () => {
    const [, list = ""] = /### 1\.5 Result codes in use\n([\s\S]*?)\n\n/.exec(read("paynet.md")) ?? [];
    const codes = [...list.matchAll(/(?:^|· )(\d+) [a-z]/gm)].map(([, code = ""]) => code);
    expect(codes.length).toBeGreaterThan(8);
    expect(codes.filter((code) => !readDecline("paynet", code).known)).toEqual([]);
  });

  it("knows the words that our own code writes, and no document names another", () => {
    const section =
      read("codes.md")
        .split(/^(?=## )/m)
        .find((part) => part.startsWith("## 4.")) ?? "";
    const words = [...section.matchAll(/^\| ([a-z_]+_[a-z_]+|superseded|unsupported) \|/gm)].map(
      ([, word = ""]) => word,
    );
    expect(words.sort()).toEqual(Object.keys(OWN_CODES).sort());
    for (const word of words) {
      expect(readDecline("paynet", word).known && readDecline("paywall", word).known, word).toBe(true);
    }
    const written = sourceFiles(["lib/checkout", "lib/providers/paynet", "db/functions"], /\.(ts|sql)$/).flatMap(
      ({ text }) =>
        [
          ...text.matchAll(/(?:decline: \{ code: |kind: "rejected", code: |give_up_attempt\(\w+, )["']([a-z_]+)["']/g),
        ].map(([, word = ""]) => word),
    );
    expect(written.length).toBeGreaterThan(4);
    expect(written.filter((word) => !words.includes(word))).toEqual([]);
  });

  it("says when it does not know, and names no class that promises anything", () => {
    expect(readDecline("paynet", "9999")).toEqual({
      class: "bank",
      retry: "other_card",
      textKey: "unknown",
      known: false,
      mayGoElsewhere: false,
    });
    expect(readDecline("paynet", "constructor").known).toBe(false);
    expect(readDecline("nobody", "51").known).toBe(false);
  });

  it("has a sentence for the payer and one for staff for every key, in both languages, and none besides", () => {
    for (const catalogue of [tr, en]) {
      expect(Object.keys(catalogue.payer).sort()).toEqual(Object.keys(DECLINE_TEXTS).sort());
      expect(Object.keys(catalogue.staff).sort()).toEqual(Object.keys(DECLINE_TEXTS).sort());
      const sentences = [...Object.values(catalogue.payer), ...Object.values(catalogue.staff)];
      expect(sentences.filter((text) => text.length < 15)).toEqual([]);
    }
  });

  it("never tells the payer that more instalments would help, nor what a bank keeps to itself", () => {
    const payer = [...Object.values(tr.payer), ...Object.values(en.payer)].join("\n");
    expect(tr.payer.limit + en.payer.limit + tr.retry.limit + en.retry.limit).not.toMatch(/taksit|instal/i);
    expect(payer).not.toMatch(/çalıntı|kayıp|sahte|stolen|lost|fraud/i);
  });

  it("lets a payment go to another provider only where this one certainly took nothing and refused no card", () => {
    const goes = (provider: string, code: string) => readDecline(provider, code).mayGoElsewhere;
    expect(["3", "7", "8", "10", "91"].every((code) => goes("paynet", code))).toBe(true);
    // On record already, refused by the bank, shared by several numberings, unknown.
    expect(["5", "17", "100", "05", "51", "16", "777"].some((code) => goes("paynet", code))).toBe(false);
    expect(["4", "7", "97", "119", "1", "76", "777"].some((code) => goes("paywall", code))).toBe(false);
  });

  it("advises nobody to try again what cannot work with that card", () => {
    for (const code of ["04", "41", "43", "54", "62"]) expect(readDecline("paynet", code).retry).toBe("other_card");
    expect(readDecline("paynet", "51")).toMatchObject({ class: "insufficient_funds", retry: "other_card" });
    expect(readDecline("paynet", "91")).toMatchObject({ class: "system", retry: "later" });
    expect(readDecline("paynet", "16")).toMatchObject({ class: "three_d", retry: "same_card" });
  });
});
