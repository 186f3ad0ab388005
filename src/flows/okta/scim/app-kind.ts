/** How an app of Okta changes a user: one of the catalogue sends a PATCH, a custom one a GET and a PUT. */
export const OKTA_APPS = ['catalogue', 'custom'] as const;
export type OktaAppKind = (typeof OKTA_APPS)[number];
