import { Icon } from "../icons";

export function RefusalNote({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p className="note note-fail" role="alert">
      <Icon name="alert" />
      <span>{text}</span>
    </p>
  );
}
