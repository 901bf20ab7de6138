"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { Icon } from "../../icons";

type DrawerProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  closeLabel: string;
  children: ReactNode;
  foot?: ReactNode;
};

/** For working beside a list: not modal, so the list stays usable. */
export function Drawer({ open, onOpenChange, title, closeLabel, children, foot }: DrawerProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange} modal={false} disablePointerDismissal>
      <Base.Portal>
        <Base.Popup className="drawer">
          <div className="drawer-head">
            <Base.Title className="panel-title">{title}</Base.Title>
            <Base.Close className="icon-button icon-button-sm" aria-label={closeLabel}>
              <Icon name="close" />
            </Base.Close>
          </div>
          <div className="drawer-body">{children}</div>
          {foot ? <div className="drawer-foot">{foot}</div> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
