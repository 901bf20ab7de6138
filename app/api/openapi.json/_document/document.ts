import { ERROR_STATUS } from "@/lib/kernel/errors";
import type { Operation } from "./operation";
import { OPERATIONS } from "./operations";
import { answerSchema, inputSchema, namedSchemas } from "./schemas";

type Json = Record<string, unknown>;

const PROBLEM = { content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } };
const ABOUT = [
  "Amounts are integers in minor units (kuruş). Times are ISO 8601 with an offset.",
  "A provider that does not answer in time is no error: the object comes with its open state and is asked about until it is known.",
].join(" ");

const page = (of: Json): Json => ({
  type: "object",
  properties: { object: { const: "list" }, data: { type: "array", items: of }, has_more: { type: "boolean" } },
  required: ["object", "data", "has_more"],
  additionalProperties: false,
});

function answerOf({ answers }: Operation): Json {
  if ("file" in answers) return { [answers.file]: { schema: { type: "string", format: "binary" } } };
  const schema = "page" in answers ? page(answerSchema(answers.page)) : answerSchema(answers.one);
  return { "application/json": { schema } };
}

function parametersOf(path: string, { filters, needsKey }: Operation, isWrite: boolean): Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: "path", required: true, schema: { type: "string" } },
  }));
  const query = (filters && inputSchema(filters)) ?? {};
  const inQuery = Object.entries((query.properties ?? {}) as Json).map(([name, schema]) => ({
    name,
    in: "query",
    schema,
  }));
  const key = {
    ...{
      name: "Idempotency-Key",
      in: "header",
      required: needsKey,
      schema: { type: "string", minLength: 1, maxLength: 200 },
    },
    description: "The same key and body give the same bytes and one effect, also after a lost answer.",
  };
  return [...inPath, ...inQuery, ...(isWrite ? [key] : [])];
}

/** `POST /payments/{id}/refunds` as clients name a function: `postPaymentsIdRefunds`. */
const nameOf = (method: string, path: string) =>
  method.toLowerCase() + path.replace(/[^a-z]+([a-z]?)/g, (_all, letter: string) => letter.toUpperCase());

function callOf(path: string, method: string, operation: Operation): Json {
  const { does, permission, takes, fromPath, status } = operation;
  const isWrite = method === "POST";
  const body = isWrite && takes ? inputSchema(takes, fromPath) : undefined;
  const replayed = { "Idempotent-Replayed": { schema: { const: "true" } } };
  return {
    operationId: nameOf(method, path),
    summary: does,
    tags: [path.split("/")[1]],
    ...(permission ? { description: `The key's owner needs \`${permission}\`.` } : {}),
    parameters: parametersOf(path, operation, isWrite),
    ...(body ? { requestBody: { required: true, content: { "application/json": { schema: body } } } } : {}),
    responses: {
      [status]: { description: "Done", content: answerOf(operation), ...(isWrite ? { headers: replayed } : {}) },
      default: { description: `Refused: ${Object.keys(ERROR_STATUS).join(", ")}`, ...PROBLEM },
    },
  };
}

function pathsOf(): Json {
  const paths: Record<string, Json> = {};
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    const [method = "", path = ""] = name.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: callOf(path, method, operation) };
  }
  return paths;
}

/** The API as OpenAPI 3.1, made from the schemas that the commands themselves check with. `appUrl`: where it is reached. */
export function openApiDocument(appUrl: string): Json {
  return {
    openapi: "3.1.0",
    info: {
      title: "Vezne",
      version: "1",
      description: ABOUT,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: `${appUrl}/api/v1` }],
    security: [{ key: [] }],
    paths: pathsOf(),
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer", description: "`vz_test_...` or `vz_live_...`" } },
      schemas: namedSchemas(),
    },
  };
}
