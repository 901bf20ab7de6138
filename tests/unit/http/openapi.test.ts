import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { openApiDocument } from "@/app/api/openapi.json/_document/document";
import { OPERATIONS } from "@/app/api/openapi.json/_document/operations";
import { sourceFiles } from "../../support/source-files";

type Said = { status: number; needsKey: boolean; filtered: boolean };

/** What each route file says of itself, by `POST /payments/{id}/refunds`. */
function routesOf(files: { path: string; text: string }[]): Record<string, Said> {
  const said: Record<string, Said> = {};
  for (const { path, text } of files) {
    const address = path.replace("app/api/v1", "").replace("/route.ts", "").replaceAll("[", "{").replaceAll("]", "}");
    for (const [, method = "", spec = ""] of text.matchAll(
      /^export const (\w+) = withRoute\(\s*\{((?:[^{}]|\{\w+\})*)\}/gm,
    )) {
      said[`${method} ${address}`] = {
        status: Number(/status: (\d+)/.exec(spec)?.[1] ?? 200),
        needsKey: /keyRequired: true/.test(spec),
        filtered: /query: /.test(spec),
      };
    }
  }
  return said;
}

const described = Object.fromEntries(
  Object.entries(OPERATIONS).map(([name, { status, needsKey, filters }]) => [
    name,
    { status, needsKey, filtered: filters !== undefined },
  ]),
);

describe("what the API says of itself", () => {
  it("names every call there is and no other, with its status, its key and whether it is filtered", () => {
    const routes = routesOf(sourceFiles(["app/api/v1"], /route\.ts$/));
    expect(Object.keys(routes).length).toBeGreaterThan(50);
    expect(described).toEqual(routes);
  });

  it("would be told apart from a planted route that needs a key and answers 201", () => {
    const text =
      'export const POST = withRoute({ auth: "apiKey", name: "POST /x/{id}", status: 201, keyRequired: true }, a);';
    expect(routesOf([{ path: "app/api/v1/x/[id]/route.ts", text }])).toEqual({
      "POST /x/{id}": { status: 201, needsKey: true, filtered: false },
    });
  });

  const document = JSON.parse(JSON.stringify(openApiDocument("https://pay.example.com")));
  const call = (path: string, method = "post") => document.paths[path][method];

  it("is OpenAPI 3.1, and would be told from a document that is not", async () => {
    expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true });
    const broken = { ...structuredClone(document), paths: { "/x": { post: { responses: "none" } } } };
    expect(await new Validator().validate(broken)).toMatchObject({ valid: false });
  });

  it("points only to what is there, and calls every call by a name of its own", () => {
    const pointers = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    expect(pointers.length).toBeGreaterThan(100);
    expect(pointers.filter(([, name = ""]) => !(name in document.components.schemas))).toEqual([]);
    expect([...JSON.stringify(document).matchAll(/"\$ref":"(?!#\/components\/schemas\/)/g)]).toEqual([]);
    const names = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(names).size).toBe(Object.keys(OPERATIONS).length);
    expect(call("/payments/{id}/refunds").operationId).toBe("postPaymentsIdRefunds");
  });

  it("says of a refund what it takes, that it needs a key, who may ask and what comes back", () => {
    const refund = call("/payments/{id}/refunds");
    const { properties, required } = refund.requestBody.content["application/json"].schema;
    expect(Object.keys(properties)).toEqual(["amount", "reason"]);
    expect(properties.amount).toMatchObject({ type: "integer", minimum: 1, maximum: 10 ** 12 });
    expect(required).toBeUndefined();
    expect(refund.description).toContain("refunds:request");
    expect(refund.parameters).toContainEqual(
      expect.objectContaining({ name: "Idempotency-Key", in: "header", required: true }),
    );
    expect(refund.responses[201].content["application/json"].schema).toEqual({ $ref: "#/components/schemas/Refund" });
    expect(call("/paylinks").requestBody.content["application/json"].schema.required).toEqual([
      "amount",
      "currency",
      "customer",
    ]);
    expect(call("/paylinks/{id}/deactivate").requestBody).toBeUndefined();
  });

  it("lists every filter of a list", () => {
    const names = call("/payments", "get").parameters.map(({ name }: { name: string }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["status", "amount_min", "q", "limit", "starting_after", "created_to"]),
    );
  });

  it("shuts out what the API would refuse, and shows the same address to every installation but its own", () => {
    expect(document.components.schemas.Payment.additionalProperties).toBe(false);
    expect(document.servers).toEqual([{ url: "https://pay.example.com/api/v1" }]);
    expect({ ...openApiDocument("https://a.example"), servers: 0 }).toEqual({
      ...openApiDocument("https://b.example"),
      servers: 0,
    });
  });
});
