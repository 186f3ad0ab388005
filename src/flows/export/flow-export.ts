import type { WrittenFlow, WrittenTable } from './write-flow.js';

/** An export as Okta Workflows writes it: `JSON.stringify` turns it into a `.flow` or `.folder` file. */
export interface FlowExport {
  readonly type: 'flopack';
  readonly version: string;
  readonly created: string;
  readonly flags: Readonly<Record<string, boolean>>;
  readonly data: {
    readonly flos: Record<
      string,
      { readonly id: string; readonly name: string; readonly description: string; readonly data: WrittenFlow | null }
    >;
    readonly configs: Record<string, { readonly id: string; readonly name: string; readonly module: string; readonly data: null }>;
    readonly tables: Record<string, WrittenTable>;
    readonly groups: Record<string, { readonly id: string; readonly data: { readonly name: string; readonly path: string } }>;
  };
}

/** The UUID of the flow that `buildFlow` made; that flow comes first. */
export function mainFlow(built: FlowExport): string {
  const [uuid = ''] = Object.keys(built.data.flos);
  return uuid;
}
