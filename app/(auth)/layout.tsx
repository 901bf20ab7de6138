import "@/app/_styles/shell.css";
import "@/app/_styles/controls.css";
import type { ReactNode } from "react";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return children;
}
