import { describe, expect, it } from "vitest";
import { useProduct } from "../../support/product-process";
import { sourceFiles } from "../../support/source-files";

useProduct();

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;
const UNKNOWN = "app/api/v1/[[...unknown]]/route.ts";

const root = "../../..";

type Handler = (request: Request, segment: unknown) => Promise<Response> | Response;

const routes = sourceFiles(["app/api/v1"], /route\.ts$/).filter(({ path }) => path !== UNKNOWN);

/** The methods a route makes itself; GET brings HEAD. */
function ownMethods(text: string): string[] {
  const made = [...text.matchAll(/^export const (\w+) = /gm)].map(([, method]) => method ?? "");
  return made.includes("GET") ? [...made, "HEAD"] : made;
}

async function call(file: string, method: string): Promise<Response | undefined> {
  const module = (await import(`${root}/${file.replace(".ts", "")}.ts`)) as Record<string, Handler>;
  return module[method]?.(new Request("http://127.0.0.1/api/v1/x", { method }), { params: Promise.resolve({}) });
}

describe("the API's addresses", () => {
  it("are found", () => {
    expect(routes.length).toBeGreaterThan(12);
  });

  const missing = routes.flatMap(({ path, text }) => {
    const own = ownMethods(text);
    return METHODS.filter((method) => !own.includes(method)).map((method) => ({ path, method, own }));
  });

  it.each(missing)("$path answers $method with 405 problem+json and Allow", async ({ path, method, own }) => {
    const answer = await call(path, method);
    expect([answer?.status, answer?.headers.get("content-type")]).toEqual([405, "application/problem+json"]);
    expect(await answer?.json()).toMatchObject({
      status: 405,
      code: "method_not_allowed",
      request_id: expect.stringMatching(/^req_/),
    });
    const allow = (answer?.headers.get("allow") ?? "").split(", ").sort();
    expect(allow).toEqual([...own, "OPTIONS"].sort());
  });

  it.each(routes)("$path tells its methods to OPTIONS", async ({ path, text }) => {
    const answer = await call(path, "OPTIONS");
    expect(answer?.status).toBe(204);
    expect((answer?.headers.get("allow") ?? "").split(", ").sort()).toEqual([...ownMethods(text), "OPTIONS"].sort());
  });

  it.each([...METHODS, "OPTIONS"])("that do not exist answer %s with 404 problem+json", async (method) => {
    const answer = await call(UNKNOWN, method);
    expect([answer?.status, answer?.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
    expect(await answer?.json()).toMatchObject({ status: 404, code: "not_found" });
  });
});
