import type { Provider } from './provider.js';
import { canBeDry, isReadOnly } from './safe-to-send.js';
import type { Expectation, Interaction } from './schema.js';

/** Why an interaction is not sent to a target. Undefined if it is sent. */
export function reasonToSkip(interaction: Interaction, provider: Provider): string | undefined {
  const { skip, targets, when, before, after } = interaction;
  if (skip !== undefined) return skip;
  if (!targets.includes(provider.isLive ? 'live' : 'emulator')) return `not for ${provider.isLive ? 'a live service' : 'the emulator'}`;
  if (!provider.isLive) return undefined;
  const requests = [when, ...[...before, ...after].flatMap((step) => step.when ?? [])];
  const writes = requests.filter((request) => !isReadOnly(request));
  if (writes.length > 0 && !provider.allowsWrites) return 'writes; run it with --allow-writes';
  if (!writes.every(canBeDry)) return 'writes, and has no dry run';
  if (after.length > 0 && writes.length > 0) return 'checks the effect of a write, but live writes are dry runs';
  if (!saysAnything(interaction.then)) return 'only checks advisories, which a live service does not send';
  return undefined;
}

/** The name of a header that only the emulator sends. */
export const ADVISORY_HEADER = 'x-emulator-advisory';

/** Whether something remains to compare without the emulator's advisories. */
function saysAnything({ status, contentType, headers, body, keys, text, isReset, advisories, noAdvisories }: Expectation): boolean {
  if (advisories.length === 0 && noAdvisories.length === 0 && !Object.hasOwn(headers, ADVISORY_HEADER)) return true;
  const others = Object.keys(headers).filter((name) => name !== ADVISORY_HEADER);
  return status !== 200 || isReset || others.length > 0 || [contentType, body, keys, text].some((part) => part !== undefined);
}

/** The parts of an interaction that were not checked on a live service. */
export function leftOutLive({ then, before, after }: Interaction): string[] {
  const expectations = [then, ...[...before, ...after].flatMap((step) => step.then ?? [])];
  const hasAdvisories = expectations.some(
    ({ advisories, noAdvisories, headers }) => advisories.length + noAdvisories.length > 0 || Object.hasOwn(headers, ADVISORY_HEADER),
  );
  return hasAdvisories ? ['advisories, which only the emulator sends'] : [];
}
