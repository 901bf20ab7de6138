"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { Button, ButtonLink } from "@/app/_components/ui/button";
import { SegmentedControl } from "@/app/_components/ui/fields/segmented-control";
import { routes } from "@/app/_lib/routes";
import type { PosParams } from "../../list-params";
import { LiveMark } from "./live-mark";

type BoardHeadProps = {
  slug: string;
  params: PosParams;
  mayStart: boolean;
  updatedAt: number;
  sound?: { isOn: boolean; toggle: () => void };
};

function KioskLinks({ slug, params }: Pick<BoardHeadProps, "slug" | "params">) {
  const t = useTranslations("pos.head");
  return (
    <>
      <ButtonLink href={routes.pos(slug, { kiosk: 1, ...(params.hidden ? {} : { hide: 1 }) })}>
        <Icon name="eye" />
        {t(params.hidden ? "show_sums" : "hide_sums")}
      </ButtonLink>
      <ButtonLink href={routes.pos(slug)}>
        <Icon name="close" />
        {t("leave_kiosk")}
      </ButtonLink>
    </>
  );
}

function Choices({ slug, params, sound }: BoardHeadProps) {
  const t = useTranslations("pos.head");
  const router = useRouter();
  return (
    <>
      <SegmentedControl
        name="pos-view"
        label={t("view")}
        value={params.view}
        onChange={(view) => router.push(routes.pos(slug, { view: view === "table" ? view : undefined }))}
        segments={[
          { value: "board", label: t("board") },
          { value: "table", label: t("table") },
        ]}
      />
      {sound ? (
        <Button className="max-md:hidden" aria-pressed={sound.isOn} onClick={sound.toggle}>
          <Icon name={sound.isOn ? "sound" : "soundOff"} />
          {t(sound.isOn ? "sound_on" : "sound_off")}
        </Button>
      ) : null}
      {params.view === "board" ? (
        <ButtonLink className="max-md:hidden" href={routes.pos(slug, { kiosk: 1 })}>
          <Icon name="screen" />
          {t("kiosk")}
        </ButtonLink>
      ) : null}
      <ButtonLink href={routes.closing(slug)}>
        <Icon name="check" />
        {t("closing")}
      </ButtonLink>
    </>
  );
}

export function BoardHead(props: BoardHeadProps) {
  const { slug, params, mayStart, updatedAt } = props;
  const t = useTranslations("pos");
  return (
    <header className="page-head pos-head">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="page-title">{t("title")}</h1>
        <LiveMark updatedAt={updatedAt} />
      </div>
      <div className="page-actions">
        {params.kiosk ? <KioskLinks slug={slug} params={params} /> : <Choices {...props} />}
        {mayStart && !params.kiosk ? (
          <ButtonLink tone="primary" href={routes.cashier(slug)}>
            <Icon name="plus" />
            {t("head.start")}
          </ButtonLink>
        ) : null}
      </div>
    </header>
  );
}
