import { redirect } from "next/navigation";
import { routes } from "./_lib/routes";

export default function RootPage(): never {
  redirect(routes.signIn());
}
