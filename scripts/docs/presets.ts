import { PRESETS, type Preset, targetOf } from '../../src/emulator/faults/presets.js';
import { describeEvidence } from '../../src/protocol/evidence.js';
import { code, table } from './table.js';

const INTRODUCTION = `# Fault presets

<!-- Written by \`npm run generate\` from src/emulator/faults/presets.ts; a test fails if the page is out of date. -->

[Faults and clock](../guide/faults-and-clock.md) shows how to arm a fault and how to write your own.
`;

const SECTIONS = {
  jobs: ['Jobs', 'Error responses of the Integration Server.'],
  any: ['Jobs and SCIM', 'Failures of the transport. They affect jobs; to affect SCIM requests, name `scim` or an operation as the `job`.'],
  scim: ['SCIM', 'Error responses of the SCIM endpoint, with an Error body.'],
} as const;

/** docs/reference/presets.md: every preset, what it does and the evidence for it. */
export function renderPresets(): string {
  const presets: readonly (readonly [string, Preset])[] = Object.entries(PRESETS);
  const sections = Object.entries(SECTIONS).map(([target, [title, about]]) => {
    const rows = presets
      .filter(([name, preset]) => targetOf(name, preset) === target)
      .map(([name, preset]) => [code(name), preset.describe, describeEvidence(preset)]);
    return `## ${title}\n\n${about}\n\n${table(['preset', 'what happens', 'evidence'], rows)}`;
  });
  return [INTRODUCTION, ...sections].join('\n');
}
