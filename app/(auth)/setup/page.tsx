import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { routes } from "@/app/_lib/routes";
import { setupState } from "@/lib/auth/setup/set-up";
import { AuthFrame } from "../_components/auth-frame";
import { SetupForm } from "./_components/setup-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("setup");
  return { title: t("page_title") };
}

/** Where the first owner of an installation is made, once. */
export default async function SetupPage() {
  const [t, state] = await Promise.all([getTranslations("setup"), setupState()]);
  if (state === "open") {
    const texts = {
      ...{ title: t("title"), note: t("note"), submit: t("submit"), busy: t("busy"), optional: t("optional") },
      ...{ code: t("code"), code_hint: t("code_hint"), shop_name: t("shop_name"), descriptor: t("descriptor") },
      ...{ descriptor_hint: t("descriptor_hint"), name: t("name"), email: t("email"), password: t("password") },
      password_hint: t("password_hint"),
    };
    return (
      <AuthFrame>
        <SetupForm texts={texts} />
      </AuthFrame>
    );
  }
  return (
    <AuthFrame>
      <div className="signin-form">
        <h1 className="page-title">{t(`${state}.title`)}</h1>
        <p className="note">
          <Icon name="info" />
          <span>{t(`${state}.note`)}</span>
        </p>
        {state === "done" ? (
          <a className="link" href={routes.signIn()}>
            {t("done.sign_in")}
          </a>
        ) : (
          <code className="text-12">npm run create-owner</code>
        )}
      </div>
    </AuthFrame>
  );
}
