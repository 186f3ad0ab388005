import type { StartOptions } from '../emulator/options.js';
import type { Emulator } from '../index.js';
import { countOf } from '../util/count-of.js';
import { terminalText } from '../util/terminal-text.js';
import { readyBanner } from './banner.js';
import { createLogWriter, stdoutBytes } from './log-writer.js';
import { watchSeed } from './watch-seed.js';

/** `start --watch`: loads the seed file when it changes, and says what was loaded. */
export function reloadSeed(
  emulator: Emulator,
  { seed, json, quiet, consoleToken }: Pick<StartOptions, 'seed' | 'json' | 'quiet' | 'consoleToken'>,
  since: string | undefined,
): () => void {
  const isSilent = json || quiet;
  // A reader that has gone, as in `… | head -1`, must not end the emulator.
  const writer = createLogWriter(stdoutBytes());
  let { partnerUserID, partnerUserSecret } = emulator.credentials;
  const stop = watchSeed({
    file: seed,
    since,
    load: (source) => emulator.seed(source),
    onLoaded: (problem) => {
      if (problem !== undefined) {
        process.stderr.write(terminalText(`expensify-emulator: The seed was not reloaded. ${problem}\n`));
        return;
      }
      if (isSilent) return;
      const now = emulator.credentials;
      const isOther = now.partnerUserID !== partnerUserID || now.partnerUserSecret !== partnerUserSecret;
      ({ partnerUserID, partnerUserSecret } = now);
      writer.write(terminalText(`Reloaded ${seed}: ${contentsOf(emulator)}. The journal is empty again.`));
      if (isOther) writer.write(readyBanner(emulator, undefined, consoleToken).trimEnd());
    },
  });
  return () => {
    stop();
    writer.close();
  };
}

/** `1 company, 3 policies, 12 accounts` */
function contentsOf({ world }: Emulator): string {
  const companies = [...world.companies.values()];
  const sum = (pick: (company: (typeof companies)[number]) => number): number =>
    companies.reduce((total, company) => total + pick(company), 0);
  return [
    countOf(companies.length, 'company', 'companies'),
    countOf(
      sum(({ policies }) => policies.size),
      'policy',
      'policies',
    ),
    countOf(
      sum(({ accounts }) => accounts.size),
      'account',
    ),
  ].join(', ');
}
