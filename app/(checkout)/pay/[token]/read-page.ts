import { cookies } from "next/headers";
import { cache } from "react";
import { viewPayPage } from "@/lib/checkout/queries";
import type { PayPage } from "@/lib/checkout/schemas";
import type { CardNotice } from "./_components/checkout/stored-cards/keep-card";

/** What a deletion of a kept card ended as, from the address; anything else is nothing. */
export const cardNoticeOf = (text: string | string[] | undefined): CardNotice | undefined =>
  text === "deleted" || text === "kept" ? text : undefined;

/** Once a request, for the title and the page alike. */
export const readPage = cache(async (token: string, returned: boolean): Promise<PayPage> => {
  const jar = await cookies();
  return viewPayPage(token, { cookie: (name) => jar.get(name)?.value, returned });
});
