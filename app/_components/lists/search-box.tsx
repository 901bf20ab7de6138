"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Icon } from "../icons";

type SearchBoxProps = { label: string; placeholder: string; value: string; addressFor: (query: string) => Route };

/** Enter searches; the address carries the search, so back and a copied link work. `/` puts the cursor here. */
export function SearchBox({ label, placeholder, value, addressFor }: SearchBoxProps) {
  const router = useRouter();
  const [text, setText] = useState(value);
  return (
    <search className="filter-search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          router.push(addressFor(text.trim()));
        }}
      >
        <label className="input-group">
          <span className="input-affix">
            <Icon name="search" />
          </span>
          <span className="sr-only">{label}</span>
          <input
            data-search
            className="input"
            type="search"
            value={text}
            placeholder={placeholder}
            onChange={(event) => setText(event.target.value)}
          />
          <span className="input-affix max-md:hidden">
            <kbd>/</kbd>
          </span>
        </label>
      </form>
    </search>
  );
}
