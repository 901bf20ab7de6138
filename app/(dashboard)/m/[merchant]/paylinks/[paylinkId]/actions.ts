"use server";

import { revalidatePath } from "next/cache";
import { routes } from "@/app/_lib/routes";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { AppError } from "@/lib/kernel/errors";
import { deactivatePaylink } from "@/lib/paylinks/deactivate-paylink";

export type DeactivateResult = { ok: true } | { ok: false; code: string };

/** Asks to close the link; the answer says only whether the wish was recorded. */
export async function deactivatePaylinkAction(slug: string, id: string): Promise<DeactivateResult> {
  const context = await requireMerchant(slug);
  try {
    await deactivatePaylink(context, { id });
  } catch (error) {
    if (error instanceof AppError) return { ok: false, code: error.code };
    throw error;
  }
  revalidatePath(routes.paylink(slug, id));
  return { ok: true };
}
