"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "@/app/_components/icons";
import { describedBy, Field } from "@/app/_components/ui/fields/field";
import { FILE_TYPES, fileProblem } from "./read-files";

/** Photos and papers; a choice that cannot be sent is refused before it is read. */
export function FileField({ files, onChange }: { files: readonly File[]; onChange: (files: File[]) => void }) {
  const t = useTranslations("escrow.dialog");
  const common = useTranslations("common");
  const [problem, setProblem] = useState<string | undefined>();
  const hint = t("files_hint");
  const errors = problem === undefined ? undefined : [problem];
  const choose = (chosen: readonly File[]) => {
    const all = [...files, ...chosen];
    const wrong = fileProblem(all);
    setProblem(wrong && t(wrong.key, { name: wrong.name }));
    if (wrong === undefined) onChange(all);
  };
  return (
    <Field id="evidence-files" label={t("files")} hint={hint} errors={errors}>
      <input
        id="evidence-files"
        type="file"
        multiple
        className="input"
        accept={FILE_TYPES.join(",")}
        aria-describedby={describedBy({ id: "evidence-files", hint, errors })}
        onChange={({ target }) => {
          choose([...(target.files ?? [])]);
          target.value = "";
        }}
      />
      {files.length > 0 ? (
        <ul className="file-names">
          {files.map((file, index) => (
            <li key={`${file.name} ${file.size} ${file.lastModified}`}>
              <span>{file.name}</span>
              <button
                type="button"
                className="icon-button icon-button-sm"
                aria-label={`${common("close")}: ${file.name}`}
                onClick={() => onChange(files.filter((_, other) => other !== index))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </Field>
  );
}
