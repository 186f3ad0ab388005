import type { CardCall } from '../engine/card-call.js';
import { CardError } from '../engine/errors.js';
import type { Outputs } from '../engine/leave.js';
import { isEmpty, toText } from '../engine/values.js';
import { appRecord } from '../okta/fields.js';
import { askOkta, idInput, isYes, objectOf, oktaPath, outputsOf, statusOutputs } from './ask-okta.js';
import { type CardDefinition, card } from './define-card.js';
import { giveList } from './okta-lists.js';

const ID_NOTE =
  'The id comes from the help page; its upper and lower case is assumed and does not matter. Inputs are found by their labels.';

/** Application cards of the Okta connector. The applications of the run or an org answer them. */
export const OKTA_APPS: readonly CardDefinition[] = [
  card('@okta.assignUserToApplicationForSSO', 'Assign User to Application for SSO', 'documented', assign, ID_NOTE),
  card(
    '@okta.assignUserToApplicationForSSOAndProvisioning',
    'Assign User to Application for SSO and Provisioning',
    'documented',
    assign,
    ID_NOTE,
  ),
  card('@okta.removeUserFromApplication', 'Remove User from Application', 'documented', unassign, ID_NOTE),
  card('@okta.listApplicationsAssignedToUser', 'List Applications Assigned to User', 'documented', listApps, ID_NOTE),
];

/** The application is chosen from a list, or its id is an input; a choice that is a mere heading begins with dashes. */
function appID(call: CardCall): string {
  const named = (name: RegExp) => call.card.inputs.filter(({ key, label }) => name.test(label) || name.test(key));
  const slots = [
    ...named(/^app(?:lication)?(?: instance)? ?id$/i),
    ...named(/^(?:application |app )?instance$/i),
    ...named(/^app(?:lication)?$/i),
  ];
  const values = slots.map(({ id }) => toText(call.values.get(id), call.run.semantics).trim());
  const id = values.find((value) => value !== '' && !value.startsWith('--'));
  if (id === undefined) throw new CardError("No application is selected (input 'Application').", 404);
  return id;
}

async function assign(call: CardCall): Promise<Outputs> {
  const profile = Object.fromEntries([...call.group('Profile Properties')].filter(([, value]) => !isEmpty(value)));
  const scope = call.text('User/Scope') || call.text('User/scope');
  const name = call.card.inputs.find(({ group, label }) => group === 'Credentials' && /^user ?name$/i.test(label));
  const username = toText(name === undefined ? '' : call.values.get(name.id), call.run.semantics);
  const body = {
    id: idInput(call, 'User'),
    scope: /group/i.test(scope) ? 'GROUP' : 'USER',
    ...(username !== '' && { credentials: { userName: username } }),
    ...(Object.keys(profile).length > 0 && { profile }),
  };
  return outputsOf(call, objectOf(await askOkta(call, { method: 'POST', path: oktaPath('apps', appID(call), 'users'), body })));
}

async function unassign(call: CardCall): Promise<Outputs> {
  const slot = call.card.inputs.find(({ key, label }) => /^send ?email\??$/i.test(label) || /^send ?email\??$/i.test(key));
  const query = slot !== undefined && isYes(call.values.get(slot.id)) ? '?sendEmail=true' : '';
  const path = oktaPath('apps', appID(call), 'users', idInput(call, 'User'));
  return statusOutputs(call, await askOkta(call, { method: 'DELETE', path: `${path}${query}` }));
}

function listApps(call: CardCall): Promise<Outputs> {
  const filter = `user.id eq ${JSON.stringify(idInput(call, 'User'))}`;
  return giveList(call, { path: '/api/v1/apps', query: { filter }, toRecord: appRecord });
}
