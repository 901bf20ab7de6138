"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { ListError } from "@/app/_components/lists/list-error";
import { ButtonLink } from "@/app/_components/ui/button";
import { classNames } from "@/app/_components/ui/class-names";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { getJson } from "@/app/_lib/api-client";
import { useLiveState } from "@/app/_lib/live-updates";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import type { PosBoard as Board, PosSaleView } from "@/lib/pos/board/schemas";
import type { PosStatus } from "@/lib/pos/session";
import type { TerminalView } from "@/lib/pos/terminals/queries";
import type { PosParams } from "../../list-params";
import { ProductClock } from "../sale/product-clock";
import { AlarmList } from "./alarm-list";
import { BoardHead } from "./board-head";
import { FinishedList } from "./finished-list";
import { SaleCard } from "./sale-card";
import { TillStrip } from "./till-strip";
import { useBoardSound } from "./use-board-sound";

type PosBoardProps = { slug: string; params: PosParams; mayWrite: boolean };

const COLUMNS: { name: "starting" | "sent" | "opened" | "verifying"; statuses: PosStatus[] }[] = [
  { name: "starting", statuses: ["authorising", "ready"] },
  { name: "sent", statuses: ["initiated"] },
  { name: "opened", statuses: ["opened"] },
  { name: "verifying", statuses: ["verifying"] },
];

type ColumnProps = { slug: string; name: string; sales: readonly PosSaleView[]; hidden: boolean };

function Column({ slug, name, sales, hidden }: ColumnProps) {
  const t = useTranslations("pos");
  const isUnknown = name === "unknown";
  return (
    <section
      className={classNames(
        "board-column",
        sales.length === 0 && "is-empty",
        isUnknown && sales.length > 0 && "is-unknown",
      )}
      aria-labelledby={`pos-${name}`}
    >
      <h2 id={`pos-${name}`}>
        {isUnknown ? <Icon name="stWait" /> : null}
        {t(`column.${name}`)}
        <span>{sales.length}</span>
      </h2>
      {sales.length === 0 ? <p className="hint">{t(isUnknown ? "none_unknown" : "none")}</p> : null}
      {sales.map((sale) => (
        <SaleCard key={sale.id} slug={slug} sale={sale} hidden={hidden} />
      ))}
    </section>
  );
}

function Columns({ slug, board, hidden }: { slug: string; board: Board; hidden: boolean }) {
  return (
    <div className="board">
      <Column slug={slug} name="unknown" sales={board.unknown} hidden={hidden} />
      {COLUMNS.map(({ name, statuses }) => (
        <Column
          key={name}
          slug={slug}
          name={name}
          hidden={hidden}
          sales={board.live.filter(({ status }) => statuses.includes(status))}
        />
      ))}
      <FinishedList slug={slug} sales={board.finished} count={board.finished_count} hidden={hidden} />
    </div>
  );
}

const isQuiet = ({ unknown, live, alarms, finished_count }: Board) =>
  unknown.length + live.length + alarms.length + finished_count === 0;

function FirstSteps({ slug, mayWrite }: { slug: string; mayWrite: boolean }) {
  const t = useTranslations("pos.empty");
  const start = (
    <ButtonLink tone="primary" href={routes.cashier(slug)}>
      {t("none_action")}
    </ButtonLink>
  );
  return (
    <div className="panel">
      <EmptyState kind="nothing_yet" title={t("none_title")} text={t("none_text")} actions={mayWrite ? start : null} />
    </div>
  );
}

/** Every try of today on its way, by risk: alarms, then unknown, then what runs. Lost streams grey it out and say so. */
export function PosBoard({ slug, params, mayWrite }: PosBoardProps) {
  const board = useQuery({
    queryKey: queryKeys.posBoard(slug),
    queryFn: ({ signal }) => getJson<Board>(routes.api.posBoard(slug), signal),
  });
  const tills = useQuery({
    queryKey: queryKeys.posTerminals(slug),
    queryFn: ({ signal }) => getJson<TerminalView[]>(routes.api.posTerminals(slug), signal),
  });
  const live = useLiveState();
  const { data } = board;
  const sound = useBoardSound(data ? data.unknown.length + data.alarms.length : 0);
  const head = (
    <BoardHead slug={slug} params={params} mayStart={mayWrite} updatedAt={board.dataUpdatedAt} sound={sound} />
  );
  if (!data) {
    return (
      <>
        {head}
        {board.error ? <ListError error={board.error} retry={() => void board.refetch()} /> : null}
      </>
    );
  }
  const isLost = live === "polling" || board.isError;
  return (
    <ProductClock now={data.now}>
      <div className={classNames("pos-board", isLost && "is-lost", params.kiosk && "is-kiosk")}>
        {head}
        <AlarmList slug={slug} alarms={data.alarms} mayWrite={mayWrite} />
        {params.kiosk ? null : <TillStrip slug={slug} tills={tills.data ?? []} mayWrite={mayWrite} />}
        {isQuiet(data) ? (
          <FirstSteps slug={slug} mayWrite={mayWrite} />
        ) : (
          <Columns slug={slug} board={data} hidden={params.hidden} />
        )}
      </div>
    </ProductClock>
  );
}
