/** The bundles that a reconciliation template can import. `repordFieldData` is spelt as in the reference. */
export const IMPORTS = ['cardOwnerData', 'reportPolicyData', 'categoryGLCodeMap', 'repordFieldData', 'reportFieldData'] as const;
export type Import = (typeof IMPORTS)[number];

export interface Imports {
  /** The template with each import turned into a FreeMarker comment, which is not printed. Positions in it do not change. */
  readonly template: string;
  readonly names: ReadonlySet<Import>;
  /** Names of report fields, as written in the import. */
  readonly reportFields: readonly string[];
}

const IMPORT = /<!--[ \t]{0,20}use[ \t]{1,20}(\w{1,60})[ \t]{0,20}(?:\[([^\]\n]{0,2000})\])?[ \t]{0,20}-->/g;

/**
 * Finds the imports of a template, such as `<!-- use cardOwnerData -->`. Documented: their format. Assumed: that their lines are
 * not printed. Comments that do not name a bundle stay in the text.
 */
export function readImports(text: string): Imports {
  const names = new Set<Import>();
  const reportFields: string[] = [];
  const template = text.replace(IMPORT, (comment, written: string, fields: string | undefined) => {
    const name = IMPORTS.find((known) => known === written);
    if (name === undefined) return comment;
    names.add(name);
    if (fields !== undefined) reportFields.push(...fields.split(',').map((field) => field.trim()));
    return `<#${comment.slice(2)}`;
  });
  return { template, names, reportFields: reportFields.filter((field) => field !== '') };
}
