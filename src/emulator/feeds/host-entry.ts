import { UserError } from '../../util/user-error.js';

/** A parsed entry of `--allow-host`. */
export interface HostEntry {
  /** In lower case. An IPv6 address is in its shortest form, without brackets. */
  readonly host: string;
  /** Undefined allows every port. */
  readonly port: number | undefined;
  /** The expected SSH host key, as `SHA256:…`. Such an entry only allows SFTP. */
  readonly hostKey: string | undefined;
}

/** An invalid entry of `--allow-host`. The message never repeats a URL or a password. */
export class HostError extends UserError {
  override readonly name = 'HostError';

  constructor(problem: string) {
    super(`--allow-host: ${problem}`);
  }
}

/**
 * Reads `host` or `host:port`, for SFTP optionally followed by the fingerprint that `ssh-keygen -lf` prints:
 * `host:port#SHA256:…`. An IPv6 address with a port needs brackets. Throws HostError.
 * @example readHostEntry('[::1]:8443') // { host: '::1', port: 8443, hostKey: undefined }
 */
export function readHostEntry(written: string): HostEntry {
  assertNoUrl(written);
  const [address = '', ...rest] = written.split('#');
  const hostKey = rest.length === 0 ? undefined : readFingerprint(rest.join('#'), address);
  return { ...readAddress(address), hostKey };
}

/** The entry as the user writes it. */
export function writeHostEntry({ host, port, hostKey }: HostEntry): string {
  return `${host.includes(':') ? `[${host}]` : host}${port === undefined ? '' : `:${port}`}${hostKey === undefined ? '' : `#${hostKey}`}`;
}

/** The canonical form of a host: `0:0:0:0:0:0:0:1` and `::1` are the same address. */
export function normalizeHost(host: string): string {
  return ipv6(host) ?? host.toLowerCase();
}

/** A URL may contain a password, so only its host is repeated. */
function assertNoUrl(written: string): void {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url !== undefined && url.host !== '') throw new HostError(`write a host, not a URL: ${url.host}, or ${url.hostname} for every port.`);
  if (/[@/\\?]/.test(written.split('#', 1)[0] ?? ''))
    throw new HostError(`write only a host, without a user, a path or a query: ${EXAMPLES}.`);
}

const EXAMPLES = 'feeds.example or feeds.example:8443';
const NAME = /^[a-z0-9._-]+$/i;

function readAddress(address: string): Omit<HostEntry, 'hostKey'> {
  const [, bracketed, behind = ''] = /^\[([^\]]*)\](|:.*)$/.exec(address) ?? [];
  if (bracketed !== undefined) {
    const host = ipv6(bracketed);
    if (host === undefined) throw new HostError(`'${bracketed}' is not an IPv6 address.`);
    return { host, port: behind === '' ? undefined : readPort(behind.replace(/^:/, '')) };
  }
  const colon = address.indexOf(':');
  if (colon !== address.lastIndexOf(':')) return { host: readBareIpv6(address), port: undefined };
  const name = colon === -1 ? address : address.slice(0, colon);
  if (!NAME.test(name)) throw new HostError(`'${address}' is not a host: write ${EXAMPLES}.`);
  return { host: name.toLowerCase(), port: colon === -1 ? undefined : readPort(address.slice(colon + 1)) };
}

/** `::1:8443` is an address, but also how people write port 8443 of `::1`, so the user must make clear which is meant. */
function readBareIpv6(address: string): string {
  const colon = address.lastIndexOf(':');
  const [before, last] = [address.slice(0, colon), address.slice(colon + 1)];
  const whole = ipv6(address);
  if (/^\d+$/.test(last) && ipv6(before) !== undefined) {
    const alone = whole === undefined ? '' : ` for that port, or [${address}] for the address`;
    throw new HostError(`'${address}' could be an address or an address with a port. Write [${before}]:${last}${alone}.`);
  }
  if (whole === undefined) throw new HostError(`'${address}' is not an IPv6 address. With a port, write [::1]:8443.`);
  return whole;
}

function ipv6(address: string): string | undefined {
  if (!address.includes(':') || !URL.canParse(`http://[${address}]`)) return undefined;
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

function readPort(written: string): number {
  const port = /^\d{1,5}$/.test(written) ? Number(written) : 0;
  if (port < 1 || port > 65535) throw new HostError(`'${written}' is not a valid port (1–65535).`);
  return port;
}

/** 32 bytes in base64; OpenSSH omits the padding. */
const FINGERPRINT = /^(SHA256:[A-Za-z0-9+/]{43})=?$/;

function readFingerprint(written: string, address: string): string {
  const fingerprint = FINGERPRINT.exec(written)?.[1];
  if (fingerprint !== undefined) return fingerprint;
  throw new HostError(
    `the part after # is not a host key fingerprint. Write ${address}#SHA256: and the 43 characters that ssh-keygen -lf prints.`,
  );
}
