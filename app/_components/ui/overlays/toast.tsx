"use client";

import { Toast } from "@base-ui/react/toast";
import { type ReactNode, useCallback } from "react";
import { Icon } from "../../icons";

function Toasts({ closeLabel }: { closeLabel: string }) {
  const { toasts } = Toast.useToastManager();
  return (
    <Toast.Portal>
      <Toast.Viewport className="toasts">
        {toasts.map((toast) => (
          <Toast.Root key={toast.id} toast={toast} className="toast">
            <Toast.Title />
            <Toast.Close className="icon-button" aria-label={closeLabel}>
              <Icon name="close" />
            </Toast.Close>
          </Toast.Root>
        ))}
      </Toast.Viewport>
    </Toast.Portal>
  );
}

export function ToastProvider({ closeLabel, children }: { closeLabel: string; children: ReactNode }) {
  return (
    <Toast.Provider timeout={4000} limit={3}>
      {children}
      <Toasts closeLabel={closeLabel} />
    </Toast.Provider>
  );
}

/** One short sentence about something that already happened. */
export function useNotify(): (text: string) => void {
  const { add } = Toast.useToastManager();
  return useCallback(
    (text: string) => {
      add({ title: text });
    },
    [add],
  );
}
