type Environment = Readonly<Record<string, string | undefined>>;

/** The variable that sends http to a proxy, if any: curl and many libraries then send even 127.0.0.1 there. */
export function proxyVariable(environment: Environment): string | undefined {
  return ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'].find((name) => environment[name]);
}

/** The hosts that go past the proxy, as the environment lists them. */
export function proxyExemptions(environment: Environment): string {
  return environment.NO_PROXY ?? environment.no_proxy ?? '';
}
