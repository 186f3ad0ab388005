import type { Rule } from '../evidence.js';

const DISCUSSION = 'Expensify, community discussion 5104 (2022)';
const HELP = "Expensify's help page SAML-SSO.md (Expensify/App, 3906fe4)";
const STAFF_6621 = 'a reply by Expensify in community discussion 6621 (2020)';
const STAFF_8032 = 'a reply by Expensify in community discussion 8032';
const APP = "the source of Expensify's app (Expensify/App, pull request 74973, 2025-11)";
const OKTA = "Okta's developer documentation of its SCIM client (okta-developer-docs, reference/scim/scim-20)";
const RFC = 'RFC 7644';

/** Behaviour of SCIM deactivation. Its effect on people is documented; the endpoint is not. */
export const scimRules = {
  endpoint: {
    statement:
      'The SCIM endpoint is /scim/v2 on the API port, off by default, and every response has a header that says the endpoint is assumed.',
    evidence: 'assumed',
    source: 'Expensify has published no URL: admins of its Okta app enter only a token',
    limit: {
      assumed: 'The URL, SCIM 2.0, and everything about the endpoint that no other row calls documented.',
      advice: 'Use it to test your Okta setup and your own code, and try the live integration with one person first.',
    },
  },
  deactivation: {
    statement: "Setting active to false ends the person's web and mobile sessions and blocks sign-in.",
    evidence: 'documented',
    except: { assumed: 'that sign-in with a secondary login is blocked too, and stays blocked when SAML is no longer required' },
    source: `${DISCUSSION}; ${HELP}; ${STAFF_6621}`,
    limit: {
      assumed: `That sign-in with a secondary login is blocked too: ${STAFF_8032} says that the person can still sign in with a personal secondary login, while ${HELP} says that SSO also applies to secondary logins. That sign-in stays blocked when SAML is no longer required: ${STAFF_6621} only describes domains that require it.`,
      advice: 'Do not rely on deactivation alone for people who have a personal secondary login; close their account in Expensify.',
    },
  },
  'account-stays': {
    statement: 'Deactivation does not close the account.',
    evidence: 'documented',
    except: { assumed: 'that policies, roles and reports stay as they are' },
    source: `${DISCUSSION}; ${HELP}; ${STAFF_8032}: "no real change as far as the account is concerned"`,
    limit: {
      assumed: 'That policies, roles and reports stay as they are.',
      advice: 'Remove the person from policies with `isTerminated` if they must not be charged for or asked for approval.',
    },
  },
  reactivation: {
    statement: 'Setting active to true lets the person sign in again. Ended sessions are not restored.',
    evidence: 'assumed',
    source: 'the reverse of the documented deactivation; of the two, the integration lists Deactivate Users only',
    limit: { assumed: 'That Okta can undo a deactivation.', advice: 'Try it with one person before you rely on it.' },
  },
  repeated: {
    statement: 'A second deactivation responds like the first one and changes nothing.',
    evidence: 'assumed',
    source: `${RFC}, section 3.5.2.1: adding a value that is already set succeeds and changes nothing`,
    limit: { assumed: 'How the live service responds to a second deactivation.', advice: 'Treat 200 and 204 as success.' },
  },
  requirements: {
    statement: 'SCIM needs a verified domain with SAML enabled and required, and support must have enabled SCIM for it.',
    evidence: 'documented',
    except: { assumed: 'that requests are refused when one of these is taken away later' },
    source: `${HELP}; ${DISCUSSION}`,
    limit: {
      assumed: 'That requests are refused when a requirement is taken away later.',
      advice: 'Keep SAML required while Okta deactivates people.',
    },
  },
  token: {
    statement: 'A domain has one token. The console shows it on demand, more than once, when all requirements are met.',
    evidence: 'documented',
    except: { assumed: 'its form, and that it can be rotated' },
    source: `${HELP}; ${APP}`,
    limit: { assumed: 'The form of the token, and that it can be rotated.', advice: 'Treat the token as an opaque string.' },
  },
  'bare-token': {
    statement: 'The token is accepted as Authorization: Bearer TOKEN and as the bare TOKEN.',
    evidence: 'assumed',
    source: "apps in Okta's catalogue with an API Token field use either form",
    limit: { assumed: 'Which of the two forms the live service accepts.', advice: 'Send `Authorization: Bearer TOKEN`.' },
  },
  'domain-users': {
    statement: "The list contains the accounts whose primary address is in the token's domain, oldest first.",
    evidence: 'assumed',
    source: `${DISCUSSION}: the domain must match the addresses of the users`,
    limit: { assumed: 'Which users are listed, and in what order.', advice: 'Look a user up by userName.' },
  },
  filters: {
    statement: 'userName, id and emails.value can be filtered with eq; attribute, operator and value match in any case.',
    evidence: 'assumed',
    source: `${OKTA}: Okta filters by userName eq; its SPEC test sends the address in capitals`,
    limit: { assumed: 'Which filters are supported.', advice: 'Filter by userName eq only.' },
  },
  paging: {
    statement: 'startIndex counts from 1; count is 100 unless the request says otherwise and 200 at most; the list has totalResults.',
    evidence: 'assumed',
    source: `${RFC}, section 3.4.2.4; ${OKTA}: Okta asks for pages of 100`,
    limit: {
      assumed: 'The default and the largest page.',
      advice: 'Advance startIndex by the number of users you received, until you have totalResults of them.',
    },
  },
  'patch-forms': {
    statement:
      'PATCH accepts active with or without a path, in any case, as a boolean or as "True" or "False". Of several operations, all are applied or none.',
    evidence: 'assumed',
    source: `${OKTA}: Okta sends replace without path; the other forms follow ${RFC}, section 3.5.2, and what other identity providers send; ${RFC} would unassign active on remove, which is refused`,
    limit: { assumed: "That forms other than Okta's are accepted.", advice: 'Send what Okta sends.' },
  },
  'put-read-only': {
    statement: 'PUT applies active and ignores every other attribute; without active nothing changes.',
    evidence: 'assumed',
    source: `${DISCUSSION}: updating attributes is not included; ${RFC}, section 3.5.1: values of readOnly attributes are ignored`,
    limit: { assumed: 'That PUT ignores other attributes.', advice: 'Do not update attributes over SCIM.' },
  },
  'no-provisioning': {
    statement: 'Users cannot be created, deleted or renamed, and there are no groups.',
    evidence: 'documented',
    except: { assumed: 'the responses' },
    source: `${DISCUSSION}: provisioning, updating attributes, group push and importing groups are not included`,
    limit: { assumed: 'The status and the wording of the refusal.', advice: 'Turn on Deactivate Users only.' },
  },
  'independent-of-termination': {
    statement:
      '`isTerminated` of `update employees` and a deactivation are independent: the first removes people from policies, the second blocks sign-in.',
    evidence: 'assumed',
    source: `${DISCUSSION} and the reference of the employee updater, neither of which mentions the other`,
    limit: {
      assumed: 'That `update employees` adds and changes a deactivated person like anyone else, and does not reactivate them.',
      advice: 'Deactivate in Okta and send `isTerminated`; reactivate in Okta before a rehire.',
    },
  },
  'credentials-stay': {
    statement: 'Credentials of the Integration Server that act as a deactivated person keep working.',
    evidence: 'assumed',
    source: `${DISCUSSION} mentions the web and mobile apps only`,
    limit: {
      assumed: 'That credentials outlive a deactivation. This may leave access open.',
      advice: 'Let credentials act as a service account, and delete those of people who leave.',
    },
  },
  'last-admin': {
    statement: 'The last domain admin can be deactivated like anyone else.',
    evidence: 'assumed',
    source: 'no safeguard has been published',
    limit: { assumed: 'That nothing protects the last domain admin.', advice: 'Do not assign that account to the Okta app.' },
  },
  errors: {
    statement: 'Every error has the Error schema, with a detail and the status as text, under application/scim+json.',
    evidence: 'assumed',
    source: `${RFC}, section 3.12; Okta's SPEC test checks it for 401 and 404`,
    limit: { assumed: 'The form of errors.', advice: 'Branch on the HTTP status.' },
  },
  'own-limits': {
    statement:
      'Requests to SCIM do not count toward the limits of the Integration Server. SCIM has a separate limit, which is off by default.',
    evidence: 'assumed',
    source: 'no limit has been published',
    limit: { assumed: 'That there is no limit.', advice: 'Retry after 429, as Okta does.' },
  },
} as const satisfies Readonly<Record<string, Rule>>;
