import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthFrame } from "../_components/auth-frame";
import { SignInForm } from "./_components/sign-in-form";

type PageProps = { searchParams: Promise<{ next?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth");
  return { title: t("page_title") };
}

export default async function SignInPage({ searchParams }: PageProps) {
  const [t, { next }] = await Promise.all([getTranslations("auth"), searchParams]);
  const labels = { email: t("email"), password: t("password"), submit: t("submit"), busy: t("busy") };
  return (
    <AuthFrame>
      <SignInForm title={t("title")} labels={labels} next={typeof next === "string" ? next : ""} />
    </AuthFrame>
  );
}
