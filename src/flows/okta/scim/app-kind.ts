/** How an Okta app changes a user: an app from the catalogue sends a PATCH, a custom app a GET and a PUT. */
export const OKTA_APPS = ['catalogue', 'custom'] as const;
export type OktaAppKind = (typeof OKTA_APPS)[number];
