"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { UserButton, type UserMenuProps } from "./user-button";

const load = () => import("./user-menu-popup");
const UserMenuPopup = dynamic(() => load().then((module) => module.UserMenuPopup), { ssr: false });

/** The menu's code arrives when the button is pressed, and opens at once. */
export function UserMenu(props: UserMenuProps) {
  const [pressed, setPressed] = useState(false);
  if (pressed) return <UserMenuPopup {...props} />;
  return (
    <UserButton
      name={props.name}
      initials={props.initials}
      onPointerEnter={() => void load()}
      onClick={() => setPressed(true)}
    />
  );
}
