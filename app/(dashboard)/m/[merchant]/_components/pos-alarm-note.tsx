import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import { listPosAlarms } from "@/lib/pos/board/queries";
import type { Context } from "@/lib/runtime/context";

/** Red while money of a sale that was given up on a phone waits for somebody to look; otherwise nothing. */
export async function PosAlarmNote({ slug, context }: { slug: string; context: Context }) {
  if (!context.permissions.includes("pos:read")) return null;
  const [t, alarms] = await Promise.all([getTranslations("pos.alarm"), listPosAlarms(context)]);
  if (alarms.length === 0) return null;
  return (
    <section className="note note-fail mb-4" role="alert">
      <Icon name="alert" />
      <div>
        <h2 className="font-medium">{t("home_title", { count: alarms.length })}</h2>
        <p>
          {t("home_text")}{" "}
          <Link className="link" href={routes.pos(slug)}>
            {t("home_open")}
          </Link>
        </p>
      </div>
    </section>
  );
}
