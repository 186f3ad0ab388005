// Runs the contract suite against one built copy of the emulator and prints the id of the first interaction that fails, as JSON.
import { pathToFileURL } from 'node:url';

const [folder, contracts] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(`${folder}/${path}`).href);
const [{ loadContracts }, { verifyInteraction }, { emulatorProvider }] = await Promise.all([
  load('contract/load.js'),
  load('contract/verify.js'),
  load('console/emulator-provider.js'),
]);
const provider = emulatorProvider('in-process');
const failed = [];
for (const { interaction } of await loadContracts(contracts)) {
  const { status } = await verifyInteraction(interaction, provider);
  if (status !== 'failed') continue;
  failed.push(interaction.id);
  break;
}
process.stdout.write(JSON.stringify(failed));
process.exit(0);
