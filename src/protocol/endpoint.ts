/** The path of the Integration Server. The API port serves nothing else. */
export const ENDPOINT_PATH = '/Integration-Server/ExpensifyIntegrations';

/** The real service: real policies, real employees. */
export const LIVE_BASE_URL = 'https://integrations.expensify.com';
