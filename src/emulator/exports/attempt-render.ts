import { messageOf } from '../../util/error-message.js';
import type { Advise } from '../advisories/advise.js';
import { TemplateLimitError, TemplateSyntaxError, UnsupportedTemplateError } from '../templates/errors.js';
import type { Rendered } from '../templates/render.js';

/** What a template printed; or why it was not rendered, and whether a limit of the emulator is the reason. */
export type Attempt<T> =
  | { readonly isRendered: true; readonly rendered: T }
  | { readonly isRendered: false; readonly isOurs: boolean; readonly problem: string };

/** Renders, and adds advisories on what the service would not report: invalid templates, and errors that it ignores. */
export async function attemptRender<T extends Pick<Rendered, 'errors' | 'errorCount'>>(
  render: () => Promise<T>,
  advise: Advise,
): Promise<Attempt<T>> {
  try {
    const rendered = await render();
    adviseOnIgnored(rendered, advise);
    return { isRendered: true, rendered };
  } catch (error) {
    const isOurs = error instanceof UnsupportedTemplateError || error instanceof TemplateLimitError;
    if (!isOurs && !(error instanceof TemplateSyntaxError)) throw error;
    if (!isOurs) advise('template-error', messageOf(error));
    return { isRendered: false, isOurs, problem: messageOf(error) };
  }
}

function adviseOnIgnored({ errors: [first], errorCount }: Pick<Rendered, 'errors' | 'errorCount'>, advise: Advise): void {
  if (first === undefined) return;
  const { line, column, message } = first;
  const count = errorCount === 1 ? 'one error' : `${errorCount} errors, the first`;
  advise('template-errors-ignored', `${count} at line ${line}, column ${column}: ${message.replace(/\.$/, '')}`);
}
