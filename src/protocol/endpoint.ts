/** Where the Integration Server lives; nothing else is answered on the API port. */
export const ENDPOINT_PATH = '/Integration-Server/ExpensifyIntegrations';

/** The real service: real policies, real employees. */
export const LIVE_BASE_URL = 'https://integrations.expensify.com';
