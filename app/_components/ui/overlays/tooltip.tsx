"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

/** On hover and on focus. The trigger must make sense without it. */
export function Tooltip({ content, trigger }: { content: ReactNode; trigger: ReactElement }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} delay={200} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} className="menu-layer">
          <Base.Popup className="tooltip">{content}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
