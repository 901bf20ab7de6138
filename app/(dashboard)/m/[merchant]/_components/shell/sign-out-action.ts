"use server";

import { redirect } from "next/navigation";
import { routes } from "@/app/_lib/routes";
import { signOut } from "@/lib/auth/sign-in";

/** Ends this session in the database and in the browser. */
export async function signOutAction(): Promise<void> {
  await signOut();
  redirect(routes.signIn());
}
