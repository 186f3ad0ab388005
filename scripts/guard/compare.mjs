const UNITS = {
  bytes: (name) => `${name}: bytes allocated`,
  steps: (name) => `${name}: functions and blocks executed`,
  files: (name) => `${name}: files loaded`,
  size: (name) => `${name}: bytes loaded`,
};

/** Compares measured counts with a budget: a line for each count, and a sentence for each that exceeds its budget and the allowance. */
export function compare(measured, budget) {
  const counts = [...countsOf(measured.work, budget.work), ...countsOf(measured.loaded, budget.loaded)];
  const width = Math.max(...counts.map(({ label }) => label.length));
  return {
    lines: counts.map(({ label, value, allowed }) => `${label.padEnd(width)} ${written(value).padStart(12)}  ${changeOf(value, allowed)}`),
    excesses: counts
      .filter(({ kind, value, allowed }) => allowed !== undefined && value > allowed * (1 + budget.allowance[kind]))
      .map(
        ({ label, value, allowed }) =>
          `${label}: ${written(value)}, budget ${written(allowed)}. If this is intended, run \`npm run guard -- --update\`.`,
      ),
  };
}

function countsOf(measured, budget) {
  return Object.entries(measured).flatMap(([name, counts]) =>
    Object.keys(UNITS)
      .filter((kind) => kind in counts)
      .map((kind) => ({ kind, label: UNITS[kind](name), value: counts[kind], allowed: budget[name]?.[kind] })),
  );
}

function changeOf(value, allowed) {
  if (allowed === undefined) return 'no budget yet';
  const change = (value / allowed - 1) * 100;
  const sign = change < 0 ? '−' : '+';
  return Math.abs(change) < 0.05 ? 'as budgeted' : `${sign}${Math.abs(change).toFixed(1)} % of budget ${written(allowed)}`;
}

const written = (value) => value.toLocaleString('en-US');
