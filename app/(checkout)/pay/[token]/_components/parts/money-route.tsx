type Stop = { name: string; text: string; state?: "past" | "here" | "asked" };

/** Card, provider, seller. A filled dot is where the money is; while it is being asked no dot is filled. */
export function MoneyRoute({ label, stops }: { label: string; stops: readonly [Stop, Stop, Stop] }) {
  return (
    <ol className="money-route" aria-label={label}>
      {stops.map((stop) => (
        <li
          key={stop.name}
          className={stop.state ? `is-${stop.state}` : undefined}
          aria-current={stop.state === "here" ? "step" : undefined}
        >
          <b>{stop.name}</b>
          {stop.text}
        </li>
      ))}
    </ol>
  );
}
