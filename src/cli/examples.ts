import type { Command } from 'commander';

/** Two examples or more for each command, by its path below the program; `` is the program itself. */
export const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  '': ['expensify-emulator', 'expensify-emulator -p 4510 -s seed.yaml', 'expensify-emulator trigger hire'],
  start: [
    'expensify-emulator start -p 4510 -s faker:42:500',
    'expensify-emulator start -s seed.yaml --watch --log errors',
    'expensify-emulator start --detach --state state.json',
  ],
  stop: ['expensify-emulator stop', 'expensify-emulator start --detach && npm test; expensify-emulator stop'],
  status: ['expensify-emulator status', 'expensify-emulator status --json'],
  env: ['eval "$(expensify-emulator env)"', 'expensify-emulator env --format dotenv > .env'],
  exec: ['expensify-emulator exec -- npm test', 'expensify-emulator exec --seed seed.yaml --journal journal.json -- node sync.js'],
  doctor: ['expensify-emulator doctor', 'expensify-emulator doctor --config ci.yaml --json'],
  healthcheck: ['expensify-emulator healthcheck', 'expensify-emulator healthcheck --url http://127.0.0.1:4311'],
  credentials: [
    'expensify-emulator credentials create --acts-as ed.engineer@acme.example',
    'expensify-emulator credentials create --acts-as boss@acme.example --url http://127.0.0.1:4311',
  ],
  'credentials create': [
    'expensify-emulator credentials create --acts-as ed.engineer@acme.example',
    'expensify-emulator credentials create --acts-as boss@acme.example --url http://127.0.0.1:4311',
  ],
  trigger: ['expensify-emulator trigger', 'expensify-emulator trigger hire'],
  logs: ['expensify-emulator logs --follow', 'expensify-emulator logs --failed --limit 20'],
  contract: ['expensify-emulator contract verify', 'expensify-emulator contract export openapi --out api'],
  'contract verify': [
    'expensify-emulator contract verify --filter terminate',
    'expensify-emulator contract verify --target http --junit junit.xml',
  ],
  'contract export': ['expensify-emulator contract export postman --out postman', 'expensify-emulator contract export openapi'],
  'contract record': [
    'expensify-emulator contract record job.yaml --target live --id policy-list-2026',
    'expensify-emulator contract record job.yaml --target live --id policy-list-2026 --out recorded.yaml',
  ],
  'contract diff': ['expensify-emulator contract diff --target live', 'expensify-emulator contract diff --target live --filter get-policy'],
  provision: [
    'expensify-emulator provision plan people.csv --target emulator',
    'expensify-emulator provision apply people.csv --target emulator',
  ],
  'provision plan': [
    'expensify-emulator provision plan people.csv --target emulator',
    'expensify-emulator provision plan users.json --map mapping.yaml --target live --out plan.json',
  ],
  'provision apply': [
    'expensify-emulator provision apply people.csv --target emulator',
    'expensify-emulator provision apply plan.json --target live',
  ],
  'provision drift': [
    'expensify-emulator provision drift people.csv --target emulator',
    'expensify-emulator provision drift people.csv --target live --json',
  ],
  'provision show': ['expensify-emulator provision show plan.json', 'expensify-emulator provision show plan.json --json'],
  export: [
    'expensify-emulator export --target emulator --template report.ftl --out exports --since 2026-01-01',
    'expensify-emulator export --target live --template report.ftl --out exports --approved-after 2026-01-31 --unmarked ERP --mark ERP',
  ],
  flow: ['expensify-emulator flow run provision.flow --input "Email=ed@acme.example"', 'expensify-emulator flow test cases.yaml'],
  'flow run': [
    'expensify-emulator flow run provision.flow --input "Email=ed@acme.example"',
    'expensify-emulator flow run offboard.folder --users users.json --event event.json --html report.html',
  ],
  'flow test': [
    'expensify-emulator flow test cases.yaml --junit junit.xml',
    'expensify-emulator flow test provision.flow --init cases.yaml',
  ],
  'flow watch': [
    'expensify-emulator flow watch provision.flow --users users.json',
    'expensify-emulator flow watch provision.flow --port 4320 --html reports',
  ],
  'flow inventory': ['expensify-emulator flow inventory provision.flow', 'expensify-emulator flow inventory exports --json'],
  'flow lint': ['expensify-emulator flow lint provision.flow', 'expensify-emulator flow lint exports --sarif lint.sarif'],
  'flow stubs': [
    'expensify-emulator flow stubs provision.flow > stubs.yaml',
    'expensify-emulator flow stubs offboard.folder --flow "Remove employee"',
  ],
  'flow diff': ['expensify-emulator flow diff old.flow new.flow', 'expensify-emulator flow diff old.flow new.flow --markdown'],
  'flow graph': ['expensify-emulator flow graph provision.flow', 'expensify-emulator flow graph offboard.folder > flows.mmd'],
  'flow event': [
    'expensify-emulator flow event user.lifecycle.create --user ed@acme.example > event.json',
    'expensify-emulator flow event user.lifecycle.deactivate --user ed@acme.example --users users.json',
  ],
  'okta-scim': [
    'expensify-emulator okta-scim simulate --event test',
    'expensify-emulator okta-scim simulate --event import --out users.json',
  ],
  'okta-scim simulate': [
    'expensify-emulator okta-scim simulate --event test',
    'expensify-emulator okta-scim simulate --event deactivate --users users.json --user ed.engineer@acme.example',
    'expensify-emulator okta-scim simulate --event import --out users.json',
  ],
  template: ['expensify-emulator template render expenses.ftl', 'expensify-emulator template lint expenses.ftl'],
  'template render': [
    'expensify-emulator template render expenses.ftl > expenses.csv',
    'expensify-emulator template render expenses.ftl --reports R00EdTripBer,R00EveToolsD --strict',
    'expensify-emulator template render cards.ftl --reconciliation',
  ],
  'template lint': ['expensify-emulator template lint expenses.ftl', 'expensify-emulator template lint a.ftl b.ftl --json'],
  init: ['expensify-emulator init', 'expensify-emulator init seeds/small.yaml'],
  completion: [
    'source <(expensify-emulator completion bash)',
    'expensify-emulator completion fish > ~/.config/fish/completions/expensify-emulator.fish',
  ],
};

/** Adds its examples to the help of each command. */
export function addExamples(command: Command, path = ''): void {
  const lines = (EXAMPLES[path] ?? []).map((example) => `  $ ${example}`);
  if (lines.length > 0) command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
  for (const child of command.commands) addExamples(child, path === '' ? child.name() : `${path} ${child.name()}`);
}
