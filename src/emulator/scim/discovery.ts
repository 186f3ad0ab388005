import { SCIM_SCHEMAS } from '../../protocol/scim/operations.js';
import { MAX_PAGE } from './paging.js';

/** The discovery resources (RFC 7643, sections 5 to 7). Okta requests none of them. */

const NOT_SUPPORTED = { supported: false } as const;

export function serviceProviderConfig(base: string): object {
  return {
    schemas: [SCIM_SCHEMAS.serviceProviderConfig],
    patch: { supported: true },
    bulk: { ...NOT_SUPPORTED, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: MAX_PAGE },
    changePassword: NOT_SUPPORTED,
    sort: NOT_SUPPORTED,
    etag: NOT_SUPPORTED,
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'SCIM token',
        description: 'The Okta SCIM token of the domain, from Settings > Domains > [Domain] > SAML.',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  };
}

export function resourceTypes(base: string): readonly object[] {
  return [
    {
      schemas: [SCIM_SCHEMAS.resourceType],
      id: 'User',
      name: 'User',
      description: 'An account of the domain',
      endpoint: '/Users',
      schema: SCIM_SCHEMAS.user,
      schemaExtensions: [],
      meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/User` },
    },
  ];
}

/** The attributes that users have here. Only `active` can be written. */
export function schemas(base: string): readonly object[] {
  return [
    {
      schemas: [SCIM_SCHEMAS.schema],
      id: SCIM_SCHEMAS.user,
      name: 'User',
      description: 'An account of the domain',
      attributes: [
        attribute('userName', 'The primary email address.', { required: true, uniqueness: 'server' }),
        attribute('name', 'The name of the person.', {
          type: 'complex',
          subAttributes: [
            attribute('formatted', 'The given and family name.'),
            attribute('familyName', 'The family name.'),
            attribute('givenName', 'The given name.'),
          ],
        }),
        attribute('displayName', 'The given and family name.'),
        attribute('emails', 'The addresses that the person signs in with.', {
          type: 'complex',
          multiValued: true,
          subAttributes: [
            attribute('value', 'The address.'),
            attribute('type', 'work for the primary address, other for secondary ones.', { canonicalValues: ['work', 'other'] }),
            attribute('primary', 'True for the primary address.', { type: 'boolean' }),
          ],
        }),
        attribute('active', "Setting it to false blocks sign-in and ends the person's sessions.", {
          type: 'boolean',
          mutability: 'readWrite',
        }),
      ],
      meta: { resourceType: 'Schema', location: `${base}/Schemas/${SCIM_SCHEMAS.user}` },
    },
  ];
}

function attribute(name: string, description: string, differences: object = {}): object {
  return {
    name,
    type: 'string',
    multiValued: false,
    description,
    required: false,
    caseExact: false,
    mutability: 'readOnly',
    returned: 'default',
    uniqueness: 'none',
    ...differences,
  };
}
