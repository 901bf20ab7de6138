import "server-only";
import { AppError } from "@/lib/kernel/errors";

/** A JSON body as an object whose fields a route completes from its path. @throws AppError malformed */
export function bodyObject(body: unknown): Record<string, unknown> {
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new AppError("malformed", "the body is not a JSON object");
}
