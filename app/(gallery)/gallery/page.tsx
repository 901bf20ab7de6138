import "@/app/_styles/dashboard.css";
import { notFound } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import { getTranslations } from "next-intl/server";
import { ToastProvider } from "@/app/_components/ui/overlays/toast";
import { env } from "@/lib/runtime/env";
import { DataGallery } from "./_components/data-gallery";
import { FieldGallery } from "./_components/field-gallery";
import { StateGallery } from "./_components/state-gallery";

/** Every component in every state on one page. It exists only beside the sandbox. */
export default async function GalleryPage() {
  if (!env().sandboxEnabled) notFound();
  const t = await getTranslations();
  return (
    <NextIntlClientProvider>
      <ToastProvider closeLabel={t("common.close")}>
        <main className="main grid gap-8">
          <h1 className="page-title">{t("gallery.title")}</h1>
          <StateGallery />
          <FieldGallery />
          <DataGallery />
        </main>
      </ToastProvider>
    </NextIntlClientProvider>
  );
}
