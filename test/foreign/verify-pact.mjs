// Runs Pact's verifier in a separate process, because its core is native: node verify-pact.mjs LIBRARY PACT URL STATES_URL
import { createRequire } from 'node:module';

const [library, file, providerBaseUrl, providerStatesSetupUrl] = process.argv.slice(2);
const { default: pact } = createRequire(library)('@pact-foundation/pact-core');
const verified = pact.verifyPacts({
  provider: 'expensify-integration-server',
  providerBaseUrl,
  providerStatesSetupUrl,
  pactUrls: [file],
  logLevel: 'error',
  timeout: 30_000,
});
verified.then(
  () => process.exit(0),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
