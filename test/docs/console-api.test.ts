import { expect, test } from 'vitest';
import { CONSOLE_ROUTES } from '../../scripts/docs/console-routes.js';
import { createRouter } from '../../src/console/router.js';
import { createTestEmulator } from '../support/emulator.js';

/** A layer of Express's router, as far as this test reads it. */
interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
  match(path: string): boolean;
}

const documented = Object.values(CONSOLE_ROUTES)
  .flat()
  .map(({ route }) => route);
const mounts = [...new Set(documented.map((route) => /\/[a-z-]+/.exec(route)?.[0] ?? ''))];

/** `['GET /faults', …]`. Express keeps no path of a router that is mounted, so each known one is tried. */
function routesOf(stack: readonly Layer[], mount = ''): string[] {
  return stack.flatMap((layer) => {
    const { route, handle } = layer;
    if (route !== undefined)
      return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${mount}${route.path}`.replace(/\/$/, ''));
    if (handle.stack === undefined) return [];
    const matching = mounts.filter((one) => layer.match(one));
    return routesOf(handle.stack, mount + (matching.length === 1 ? matching[0] : ''));
  });
}

test('docs/reference/console-api.md lists every route of the console and no other', async () => {
  await using emulator = await createTestEmulator();
  const about = { version: '', pid: 0, endpoint: '' };
  const router: unknown = createRouter(emulator, about, new AbortController().signal);
  expect(routesOf((router as { readonly stack: readonly Layer[] }).stack).sort()).toEqual([...documented].sort());
});
