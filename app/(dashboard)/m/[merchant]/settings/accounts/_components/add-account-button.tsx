"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { Icon } from "@/app/_components/icons";
import { Button } from "@/app/_components/ui/button";
import type { AddDialog as Dialog } from "./keys/add-dialog";

const AddDialog = dynamic(() => import("./keys/add-dialog").then((module) => module.AddDialog), { ssr: false });

export function AddAccountButton(props: Omit<ComponentProps<typeof Dialog>, "onClose">) {
  const t = useTranslations("accounts.keys");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button tone="primary" onClick={() => setOpen(true)}>
        <Icon name="plus" />
        {t("add")}
      </Button>
      {open ? <AddDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
