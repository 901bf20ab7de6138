import { POST as deactivate } from "@/app/api/v1/paylinks/[id]/deactivate/route";
import { GET as readLink } from "@/app/api/v1/paylinks/[id]/route";
import { POST as createLink, GET as listLinks } from "@/app/api/v1/paylinks/route";
import { GET as readPayment } from "@/app/api/v1/payments/[id]/route";
import { POST as syncPayment } from "@/app/api/v1/payments/[id]/sync/route";
import { GET as listPayments } from "@/app/api/v1/payments/route";
import { expectAsDescribed } from "../../support/api/as-described";

const ROUTES = {
  "POST /paylinks": createLink,
  "GET /paylinks": listLinks,
  "GET /paylinks/{id}": readLink,
  "POST /paylinks/{id}/deactivate": deactivate,
  "GET /payments": listPayments,
  "GET /payments/{id}": readPayment,
  "POST /payments/{id}/sync": syncPayment,
} as const;

export type ApiRoute = keyof typeof ROUTES;

export type ApiCall = {
  id?: string;
  query?: Record<string, string>;
  /** Sent as JSON; a string or bytes are sent as they are. */
  body?: unknown;
  headers?: Record<string, string>;
};

export type ApiAnswer = {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came back
  json: any;
};

export const API_ROUTES = Object.keys(ROUTES) as ApiRoute[];

function requestOf(route: ApiRoute, key: string | undefined, { id, query, body, headers }: ApiCall): Request {
  const [method = "GET", path = ""] = route.split(" ");
  const url = new URL(`http://127.0.0.1/api/v1${path.replace("{id}", encodeURIComponent(id ?? ""))}`);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const given = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
  return new Request(url, {
    method,
    headers: {
      ...(given === undefined ? {} : { "content-type": "application/json" }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...headers,
    },
    ...(given === undefined ? {} : { body: given }),
  });
}

/** Calls a real route handler with an API key, as Next would. */
export async function callApi(route: ApiRoute, key: string | undefined, call: ApiCall = {}): Promise<ApiAnswer> {
  const answer = await ROUTES[route](requestOf(route, key, call), { params: Promise.resolve({ id: call.id ?? "" }) });
  const text = await answer.text();
  expectAsDescribed(route, { status: answer.status, text });
  return { status: answer.status, headers: answer.headers, text, json: JSON.parse(text) };
}
