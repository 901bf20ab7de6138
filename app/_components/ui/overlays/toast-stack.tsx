"use client";

import { Toast } from "@base-ui/react/toast";
import { useEffect, useRef } from "react";
import { Icon } from "../../icons";
import type { ToastMessage } from "./toast";

type ToastStackProps = { messages: readonly ToastMessage[]; closeLabel: string };

function Stack({ messages, closeLabel }: ToastStackProps) {
  const { toasts, add } = Toast.useToastManager();
  const shown = useRef(0);
  useEffect(() => {
    for (const { text } of messages.slice(shown.current)) add({ title: text });
    shown.current = messages.length;
  }, [messages, add]);
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

export function ToastStack(props: ToastStackProps) {
  return (
    <Toast.Provider timeout={4000} limit={3}>
      <Stack {...props} />
    </Toast.Provider>
  );
}
