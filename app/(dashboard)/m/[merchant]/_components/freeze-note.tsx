import { getLocale, getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import { exactTime } from "@/app/_lib/time-format";
import { listFreezes } from "@/lib/checkout/guard/queries";
import type { Context } from "@/lib/runtime/context";

/** Red while the guard against card testing holds anything closed; otherwise nothing. */
export async function FreezeNote({ slug, context }: { slug: string; context: Context }) {
  if (!context.permissions.includes("payments:read-all")) return null;
  const [t, locale, freezes] = await Promise.all([getTranslations("guard.note"), getLocale(), listFreezes(context)]);
  const live = freezes.filter(({ is_live }) => is_live);
  const [widest] = [...live].sort((a, b) => Number(b.scope === "merchant") - Number(a.scope === "merchant"));
  if (widest === undefined) return null;
  return (
    <section className="note note-fail mb-4" role="alert">
      <Icon name="alert" />
      <div>
        <h2 className="font-medium">
          {t(`title.${widest.scope}`, { time: exactTime(widest.frozen_until, locale).short })}
        </h2>
        <p>
          {t("text", { tries: widest.tries, declined: widest.declined, count: live.length })}{" "}
          <Link className="link" href={routes.guard(slug)}>
            {t("open")}
          </Link>
        </p>
      </div>
    </section>
  );
}
