import { redirect } from "next/navigation";
import { homeSlug } from "@/lib/auth/require-merchant";
import { routes } from "./_lib/routes";

export default async function RootPage(): Promise<never> {
  const slug = await homeSlug();
  redirect(slug === undefined ? routes.signIn() : routes.home(slug));
}
