"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "../icons";
import { ButtonLink } from "../ui/button";
import { SkeletonRows } from "../ui/lists/skeleton";
import { ListError } from "./list-error";

const SKELETON_ROWS = 12;

type ListState = {
  isPending: boolean;
  isFetching: boolean;
  isPlaceholderData: boolean;
  error: Error | null;
  refetch: () => unknown;
};

type ListBodyProps = { list: ListState; isEmpty: boolean; empty: ReactNode; children: ReactNode };

/** Rows win over everything: old ones stay while new ones are fetched, with a thin bar above. */
function content({ list, isEmpty, empty, children }: ListBodyProps, loading: string): ReactNode {
  if (!isEmpty) return children;
  if (list.isPending) return <SkeletonRows rows={SKELETON_ROWS} label={loading} />;
  if (list.error) return <ListError error={list.error} retry={() => void list.refetch()} />;
  return empty;
}

export function ListBody(props: ListBodyProps) {
  const t = useTranslations("common");
  return (
    <div className="panel panel-flush" aria-busy={props.list.isFetching}>
      {props.list.isPlaceholderData ? <div className="refetch-bar" /> : null}
      {content(props, t("loading"))}
    </div>
  );
}

type ListFootProps = { text: string; newest: Route | undefined; next: Route | undefined };

/** Keyset paging: forward, and back to the newest. The browser's arrow goes one step back. */
export function ListFoot({ text, newest, next }: ListFootProps) {
  const t = useTranslations("common");
  return (
    <div className="panel-foot list-foot">
      <span>{text}</span>
      <span className="flex gap-2">
        {newest ? (
          <ButtonLink size="sm" href={newest}>
            {t("newest")}
          </ButtonLink>
        ) : null}
        {next ? (
          <ButtonLink size="sm" href={next}>
            {t("next")}
          </ButtonLink>
        ) : null}
      </span>
    </div>
  );
}

/** New rows wait behind this button, so the list never moves under the pointer. */
export function NewRows({ text, count, onShow }: { text: string; count: number; onShow: () => void }) {
  return (
    <span className="filter-end" aria-live="polite">
      {count > 0 ? (
        <button type="button" className="new-rows" onClick={onShow}>
          <Icon name="up" />
          {text}
        </button>
      ) : null}
    </span>
  );
}
