/** The middle one. */
export function median(numbers) {
  return quantile(numbers, 0.5);
}

/** How far apart the middle half of the numbers is, as a share of their median. */
export function spread(numbers) {
  return numbers.length < 3 ? undefined : (quantile(numbers, 0.75) - quantile(numbers, 0.25)) / median(numbers);
}

function quantile(numbers, share) {
  const sorted = numbers.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
