import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { type Heard, recorded, usePlayedPaynet } from "./played-paynet";

const paynet = usePlayedPaynet();
const list = () => paynet.provider.listTransactions(new Date("2026-01-15T00:00:00Z"), new Date("2026-01-15T12:00:00Z"));

const template = recorded<{ Data: Record<string, unknown>[] }>("check-paid").Data[0];
const rows = (count: number) =>
  Array.from({ length: count }, (_unused, index) => ({
    ...template,
    xact_id: `xk_row_${index}`,
    id: 1_000_000 - index,
  }));

/** Cuts what is asked for out of so many rows; `has_more` in the given spelling. */
function serve(
  all: object[],
  response: ServerResponse,
  { body }: Heard,
  spell: (more: boolean) => unknown = (more) => more,
): void {
  const [start, limit] = [Number(body.starting_after ?? 0), Number(body.limit ?? 10)];
  const more = start + limit < all.length;
  const page = {
    Data: all.slice(start, start + limit),
    total: all.length,
    has_more: spell(more),
    object_name: "transaction_list",
    code: 0,
    message: "",
  };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(page));
}

describe("the transaction list", () => {
  it.each([0, 1, 10, 11, 100, 101, 250, 1_000])("of %i rows is read to its end, every row once", async (count) => {
    const all = rows(count);
    paynet.play((response, heard) => serve(all, response, heard));
    const read = await list();
    if (read.kind !== "complete") throw new Error(read.why);
    const seen = read.transactions.map(({ transactionId }) => transactionId);
    expect(new Set(seen).size).toBe(count);
    expect(seen).toHaveLength(count);
    expect(paynet.heard.every(({ body }) => body.show_unsucceed === true && Number(body.limit) > 0)).toBe(true);
  });

  it.each([
    ["a boolean", (more: boolean) => more],
    ["a number", (more: boolean) => (more ? 1 : 0)],
    ["text", (more: boolean) => String(more)],
  ])("has_more as %s leads to the next page", async (_what, spell) => {
    const all = rows(150);
    paynet.play((response, heard) => serve(all, response, heard, spell));
    expect(await list()).toMatchObject({ kind: "complete", transactions: { length: 150 } });
  });

  it("a row that moves to the next page while we read is not counted twice", async () => {
    const all = rows(120);
    paynet.play((response, heard, turn) => {
      if (turn === 2) all.unshift({ ...template, xact_id: "xk_new", id: 2_000_000 });
      serve(all, response, heard);
    });
    const read = await list();
    if (read.kind !== "complete") throw new Error(read.why);
    const seen = read.transactions.map(({ transactionId }) => transactionId);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(120);
  });

  it.each([500, 429, 502])("a later page that fails with %i makes the whole list unknown", async (status) => {
    const all = rows(250);
    paynet.play((response, heard, turn) =>
      turn === 2 ? response.writeHead(status).end("{}") : serve(all, response, heard),
    );
    expect(await list()).toMatchObject({ kind: "unknown" });
  });

  it("that says there is no more before its own total is reached is not complete", async () => {
    const all = rows(120);
    paynet.play((response, heard) => serve(all, response, heard, () => false));
    expect(await list()).toEqual({ kind: "unknown", why: "rows_missing" });
  });

  it("a later page that is cut off makes the whole list unknown", async () => {
    const all = rows(250);
    paynet.play((response, heard, turn) =>
      turn === 3 ? response.writeHead(200).end('{"Data":[') : serve(all, response, heard),
    );
    expect(await list()).toMatchObject({ kind: "unknown" });
  });

  it("has_more with an empty page ends instead of asking for ever", async () => {
    paynet.play((response) =>
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ Data: [], has_more: true, code: 0, message: "" })),
    );
    const read = await list();
    expect(["complete", "unknown"]).toContain(read.kind);
    expect(paynet.heard.length).toBeLessThan(5);
  });
});
