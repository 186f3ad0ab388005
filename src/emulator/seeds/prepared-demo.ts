import { once } from '../../util/once.js';
import { demoSeed } from './demo.js';
import { parseSeed } from './parse.js';
import { type PreparedSeed, prepareSeed } from './prepare.js';

/** The demo seed, checked and completed. The build runs this once and puts the result here, so a start doesn't have to. */
export const preparedDemo: () => PreparedSeed = once(() => prepareSeed(parseSeed(demoSeed, 'demo')));
