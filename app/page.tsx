import { redirect } from "next/navigation";
import { homeSlug } from "@/lib/auth/require-merchant";
import { setupState } from "@/lib/auth/setup/set-up";
import { routes } from "./_lib/routes";

export default async function RootPage(): Promise<never> {
  const slug = await homeSlug();
  if (slug !== undefined) redirect(routes.home(slug));
  redirect((await setupState()) === "done" ? routes.signIn() : routes.setup());
}
