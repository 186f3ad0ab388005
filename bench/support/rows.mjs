import { median, spread } from './statistics.mjs';

/**
 * A row of the table. `value` is compared with `atMost` or `atLeast`; `samples` may stand for it, and then also says how noisy it is.
 * `unit` is `×` for a ratio.
 */
export function row({ id, what, samples, value = median(samples), unit, atMost, atLeast, detail }) {
  const isMet = atMost === undefined ? value >= atLeast : value <= atMost;
  const noise = samples === undefined ? undefined : spread(samples);
  return { id, what, value, unit, goal: goalOf({ atMost, atLeast }), isMet, detail, ...(noise === undefined ? {} : { noise }) };
}

/** A row for something that this machine lacks. It is neither met nor missed. */
export function notMeasured({ id, what, unit, atMost, atLeast, why }) {
  return { id, what, unit, goal: goalOf({ atMost, atLeast }), detail: `not measured: ${why}` };
}

function goalOf({ atMost, atLeast }) {
  return atMost === undefined ? { atLeast } : { atMost };
}

/** `met`, `missed` or `not measured`. */
export function verdict({ isMet }) {
  if (isMet === undefined) return 'not measured';
  return isMet ? 'met' : 'missed';
}

/** `0.36 ×`, `12.4 ms`, `97 packages`. */
export function written(value, unit) {
  if (value === undefined) return '';
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${unit === 'packages' ? value : value.toFixed(digits)} ${unit}`;
}

/** `≥ 0.6 ×`, `≤ 150 ms`. */
export function writtenGoal({ goal, unit }) {
  return goal.atMost === undefined ? `≥ ${goal.atLeast} ${unit}` : `≤ ${goal.atMost} ${unit}`;
}
