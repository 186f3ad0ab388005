const STEPS = [
  ['Choose an export', 'It is read by this emulator and sent nowhere else.'],
  ['Set what it starts with', 'The flow, its inputs, its connections, and the people whom Okta cards find.'],
  ['Run it', 'Requests to Expensify change this emulator and appear under Requests.'],
  ['Read the report', 'Each card with its inputs and outputs, up to the one that failed, and why.'],
] as const;

/** What happens on this page, until there is something else to see. */
export function Steps() {
  return (
    <ol class="steps">
      {STEPS.map(([title, text]) => (
        <li key={title} class="tile">
          <strong>{title}</strong>
          <span class="quiet">{text}</span>
        </li>
      ))}
    </ol>
  );
}
