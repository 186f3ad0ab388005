import { type Rendered, type RenderOptions, render } from '../../templates/render.js';
import type { ModelRows } from '../model-view.js';
import { cardModel } from './card-model.js';
import type { CardExpenses } from './card-rows.js';
import { readImports } from './imports.js';

/**
 * Renders a reconciliation template in one batch.
 * Throws TemplateSyntaxError, UnsupportedTemplateError, TemplateLimitError; TemplateRuntimeError when strict.
 * @example await renderReconciliation(template, company, [{ card, expenses }], { isCsv: true })
 */
export async function renderReconciliation(
  template: string,
  rows: ModelRows,
  cards: readonly CardExpenses[],
  { isCsv = true, ...options }: RenderOptions & { readonly isCsv?: boolean } = {},
): Promise<Rendered> {
  const imports = readImports(template);
  return render(imports.template, cardModel(rows, cards, { isCsv, imports }), options);
}
