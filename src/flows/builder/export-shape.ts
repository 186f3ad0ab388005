/** The export's own shapes, as the builder writes them. What the designer keeps beside them is left out. */

export interface SlotShape {
  readonly id: string;
  readonly group: string | null;
  readonly key: string;
  readonly value: {
    readonly error: false;
    readonly type: string | Readonly<Record<string, unknown>>;
    readonly collection: boolean;
    data: unknown;
    readonly available: readonly string[];
    readonly proxy?: {
      readonly dynamic: boolean;
      readonly path: string | null;
      readonly dest: { readonly key: string; readonly group: null };
    };
  };
  readonly required: boolean;
  readonly ref: false;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface PinShape {
  readonly input: string;
  readonly transform: Readonly<Record<string, { readonly convert: string; readonly forceWrapArray: false; readonly dest: string }>> | null;
}

export interface CardShape {
  readonly uuid: string;
  readonly address: string;
  readonly node: {
    readonly key: string;
    readonly data: { readonly name: string };
    readonly model: {
      readonly timeout: number;
      readonly config: string | null;
      policy: { error: Readonly<Record<string, unknown>> };
      readonly inputs: { readonly data: Record<string, SlotShape> };
      readonly outputs: { readonly data: Record<string, SlotShape> };
    };
  };
  readonly pins: Record<string, Record<string, PinShape[]>>;
  readonly branches: Record<string, boolean>;
  readonly joins: Record<string, { readonly output: string; readonly transform: null }[]>;
}

export interface FlowShape {
  readonly uuid: string;
  readonly methods: CardShape[];
  readonly orderings: Record<string, readonly [string, string]>;
  readonly scheduled: boolean;
  readonly cron: Readonly<Record<string, unknown>>;
}

/** An export as Okta Workflows writes it: `JSON.stringify` makes a `.flow` or `.folder` of it. */
export interface FlowExport {
  readonly type: 'flopack';
  readonly version: string;
  readonly created: string;
  readonly flags: Readonly<Record<string, boolean>>;
  readonly data: {
    readonly flos: Record<
      string,
      { readonly id: string; readonly name: string; readonly description: string; readonly data: FlowShape | null }
    >;
    readonly configs: Record<string, { readonly id: string; readonly name: string; readonly module: string; readonly data: null }>;
    readonly tables: Record<string, TableShape>;
    readonly groups: Record<string, { readonly id: string; readonly data: { readonly name: string; readonly path: string } }>;
  };
}

export interface TableShape {
  readonly id: string;
  readonly name: string;
  readonly data: {
    readonly class: 'simple';
    readonly group_id: string;
    readonly structure: readonly { readonly name: string; readonly type: string; readonly default: unknown }[];
  };
}

/** The UUID of the flow that `buildFlow` made, which comes first. */
export function mainFlow(built: FlowExport): string {
  const [uuid = ''] = Object.keys(built.data.flos);
  return uuid;
}
