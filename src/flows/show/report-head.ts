import { countOf } from '../../util/count-of.js';
import { escapeMarkup } from '../../util/escape-markup.js';
import type { FlowError, FlowResult } from '../engine/result.js';
import { failedCard, failedInputs, ownOutputsOf } from './labelled.js';
import { linkOf } from './report-cards.js';
import { badge } from './report-requests.js';
import { preHtml, valuesHtml } from './report-values.js';
import { causeOf, outcomeOf, warningText, whatToDo } from './what-to-do.js';

/** The flow, the file, the start time, the counts and the inputs. */
export function headHtml(result: FlowResult): string {
  const { flow, status, source, startedAt } = result;
  // The full path would reveal a local folder and differ between machines.
  const file = source.split(/[/\\]/).at(-1) ?? source;
  const instant = `<time datetime="${escapeMarkup(startedAt)}">${escapeMarkup(startedAt.replace('T', ' ').replace(/(?:\.000)?Z$/, ' UTC'))}</time>`;
  return `<header><h1>${escapeMarkup(flow)}</h1>${status === 'finished' ? badge('good', 'finished') : badge('bad', 'failed')}
<p class="counts"><span class="file">${escapeMarkup(file)}</span> · ${instant} · ${escapeMarkup(counts(result))}</p></header>`;
}

function counts({ steps, requests, mail, cards }: FlowResult): string {
  const ms = cards.reduce((sum, card) => (card.depth === 0 ? sum + card.ms : sum), 0);
  return [countOf(steps, 'card'), countOf(requests.length, 'request'), countOf(mail.length, 'email'), `${ms} ms`].join(' · ');
}

/** The inputs of the flow: outputs of its first card, without values filled in by the platform. */
export function startHtml(result: FlowResult): string {
  const start = result.cards.find(({ depth, id }) => depth === 0 && id !== 'control.comment');
  const inputs = start === undefined ? [] : ownOutputsOf(start, result);
  if (start === undefined || inputs.length === 0) return '';
  return `<section class="start" aria-label="Started with"><h2>Started with</h2>${valuesHtml(start.title, inputs)}</section>`;
}

/** What failed, why, what to do, and the inputs, with links to the card and the request behind the failure. */
export function errorHtml(error: FlowError, result: FlowResult): string {
  const { message, code, card, flow } = error;
  const where = failedCard(error, result);
  const title = escapeMarkup(card?.title ?? flow);
  const [first = '', ...more] = message.split('\n');
  const cause = causeOf(error, result);
  const { inputs, wrong } = failedInputs(error, result);
  const steps = whatToDo(error, result).map((step) => `<li>${escapeMarkup(step)}</li>`);
  const link =
    cause === undefined
      ? ''
      : `<p>Cause: <a href="#${linkOf(cause, result)}">the request of ${escapeMarkup(cause.card)}</a> (${escapeMarkup(outcomeOf(cause))})</p>`;
  return `<section class="box error" aria-label="Error"><h2>${where === undefined ? title : `<a href="#card-${where.position}">${title}</a>`}${code === undefined ? '' : ` <code>${escapeMarkup(String(code))}</code>`}</h2>
<p>${escapeMarkup(first)}</p>${more.length > 0 ? preHtml(more.join('\n').trim()) : ''}${link}${valuesHtml('Inputs', inputs, wrong)}${steps.length === 0 ? '' : `<h3>What to do</h3><ul>${steps.join('')}</ul>`}</section>`;
}

/** Warnings at the top of the page; a loop may cause one per item. What to do about a failure is above them. */
const MAX_WARNINGS = 50;

export function warningsHtml({ warnings, status }: FlowResult): string {
  const items = warnings
    .slice(0, MAX_WARNINGS)
    .map(
      (warning) =>
        `<li><strong>${escapeMarkup(warning.card.title)}</strong>: ${escapeMarkup(status === 'error' ? warning.message : warningText(warning))}</li>`,
    );
  const left = warnings.length - items.length;
  const more = left === 0 ? '' : `<p>${left} more ${left === 1 ? 'warning is' : 'warnings are'} not shown.</p>`;
  return `<section class="box advisory" aria-label="Warnings"><ul>${items.join('')}</ul>${more}</section>`;
}

export function ignoredHtml({ ignored }: FlowResult): string {
  const items = ignored.map(
    ({ card, flow, message }) => `<li><strong>${escapeMarkup(card?.title ?? flow)}</strong>: ${escapeMarkup(message)}</li>`,
  );
  return `<section class="box advisory" aria-label="Ignored errors"><p>Errors that the flow ignored:</p><ul>${items.join('')}</ul></section>`;
}
