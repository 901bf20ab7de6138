import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import { countOpenDeadLetters } from "@/lib/jobs/queries";
import type { Context } from "@/lib/runtime/context";

/** Work that stopped and waits for a person; nothing when there is none. */
export async function StuckJobsNote({ slug, context }: { slug: string; context: Context }) {
  const [t, count] = await Promise.all([getTranslations("jobs"), countOpenDeadLetters(context)]);
  if (count === 0) return null;
  return (
    <p className="note note-wait">
      <Icon name="alert" />
      <span>
        {t("waiting", { count })}{" "}
        <Link className="link" href={routes.jobs(slug)}>
          {t("open")}
        </Link>
      </span>
    </p>
  );
}
