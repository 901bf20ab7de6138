"use client";

import NextLink from "next/link";
import { type ComponentProps, useState } from "react";

/** The props of `next/link` but for what decides when its page is asked for, which is ours. */
type LinkProps = Omit<ComponentProps<typeof NextLink>, "prefetch" | "onMouseEnter" | "onFocus" | "onTouchStart">;

/**
 * A link whose page is asked for ahead when somebody points at it, touches it or reaches it by keyboard.
 * The framework would ask for every link in sight: forty-nine of them on the home page alone.
 */
export function Link(props: LinkProps) {
  const [near, setNear] = useState(false);
  const approach = () => setNear(true);
  return (
    <NextLink
      {...props}
      prefetch={near ? null : false}
      onMouseEnter={approach}
      onFocus={approach}
      onTouchStart={approach}
    />
  );
}
