import { notFound } from "next/navigation";
import { AppError } from "@/lib/kernel/errors";

/** A missing record is the not-found page; another merchant's record looks exactly the same. */
export async function orNotFound<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
