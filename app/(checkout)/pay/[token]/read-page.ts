import { cookies } from "next/headers";
import { cache } from "react";
import { viewPayPage } from "@/lib/checkout/queries";
import type { PayPage } from "@/lib/checkout/schemas";

/** Once a request, for the title and the page alike. */
export const readPage = cache(async (token: string, returned: boolean): Promise<PayPage> => {
  const jar = await cookies();
  return viewPayPage(token, { cookie: (name) => jar.get(name)?.value, returned });
});
