// Runs interactions against one built copy of the emulator and prints the id of the first that fails, as JSON. Those of the topic come first.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { deserialize } from 'node:v8';

const [folder, interactions, topic] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(`${folder}/${path}`).href);
const [{ verifyInteraction }, { emulatorProvider }] = await Promise.all([load('contract/verify.js'), load('console/emulator-provider.js')]);
const provider = emulatorProvider('in-process');
const isLikely = ({ file }) => file.startsWith(`${topic}/`);
const loaded = deserialize(readFileSync(interactions));
const failed = [];
for (const { interaction } of [...loaded.filter(isLikely), ...loaded.filter((one) => !isLikely(one))]) {
  const { status } = await verifyInteraction(interaction, provider);
  if (status !== 'failed') continue;
  failed.push(interaction.id);
  break;
}
process.stdout.write(JSON.stringify(failed));
process.exit(0);
