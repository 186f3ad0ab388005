import { didYouMean } from '../util/did-you-mean.js';
import { eventTypeOf } from './cards/triggers.js';
import { asTyped } from './engine/overrides.js';
import { inputNames, requiredInputs, startCard, startsByEvent } from './engine/start.js';
import { KNOWN_EVENTS } from './events/known-events.js';
import { instancesOf } from './events/match-event.js';
import { applicationOfItem, eventTypeOfItem, toTriggerItems } from './events/trigger-items.js';
import type { Card, Flow, Pack } from './export/model.js';
import { FlowInputError, noSuch } from './problem.js';

/**
 * The values a flow starts with, by name. Throws FlowInputError for an input that the flow does not have, because a typo would
 * otherwise run as an empty value, and for a required input without a value.
 */
export function readInput(flow: Flow, input: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  const names = inputNames(flow);
  const known = new Set([...names, ...names.map(withoutGroup)]);
  const stray = Object.keys(input).find((name) => !known.has(name));
  if (stray !== undefined) throw noSuch('input', stray, names, `Flow '${flow.name}'`);
  assertComplete(flow, input);
  const slots = new Map((startCard(flow)?.outputs ?? []).flatMap((slot) => [[slot.key, slot] as const, [slot.name, slot] as const]));
  return new Map(Object.entries(input).map(([name, value]) => [name, asTyped(value, slots.get(name))]));
}

function withoutGroup(name: string): string {
  return name.replace(/^[^/]*\//, '');
}

function assertComplete(flow: Flow, input: Readonly<Record<string, unknown>>): void {
  const missing = requiredInputs(flow).filter((name) => !Object.hasOwn(input, name) && !Object.hasOwn(input, withoutGroup(name)));
  const [first] = missing;
  if (first === undefined) return;
  const [noun, pronoun] = missing.length === 1 ? ['input', 'it'] : ['inputs', 'each'];
  throw new FlowInputError(
    `Flow '${flow.name}' requires the ${noun} ${missing.map((name) => `'${name}'`).join(', ')}. Give ${pronoun} a value with --input "${first}=…"; an empty value, "${first}=", is allowed.`,
  );
}

/** The events a flow starts with. Throws FlowInputError for an event that the flow's trigger does not listen for. */
export function readEvents(pack: Pack, flow: Flow, event: unknown): readonly unknown[] {
  if (!startsByEvent(flow)) {
    if (event !== undefined) throw new FlowInputError(`Flow '${flow.name}' is not started by an event. Pass inputs instead.`);
    return [];
  }
  if (event === undefined)
    throw new FlowInputError(`Flow '${flow.name}' is started by an event. Pass one with --event FILE. ${makeOne(flow)}`);
  const items = toTriggerItems(event);
  assertFits(pack, flow, items);
  return items;
}

/** The command that creates an event for a flow's trigger. */
function makeOne(flow: Flow): string {
  const start = startCard(flow);
  const type = start === undefined ? undefined : eventTypeOf(start);
  return type === undefined
    ? 'Copy one from the Okta System Log, because the event type of this trigger is not documented.'
    : `Create one with: npx expensify-emulator flow event ${type} --user ID > event.json`;
}

function assertFits(pack: Pack, flow: Flow, items: readonly unknown[]): void {
  const start = startCard(flow);
  const wanted = start === undefined ? undefined : eventTypeOf(start);
  const given = items.map(eventTypeOfItem).find((type) => type !== undefined && type !== wanted);
  if (start === undefined || wanted === undefined) return;
  if (given === undefined) {
    assertApplication(flow, start, items);
    return;
  }
  throw new FlowInputError(
    `Flow '${flow.name}' is started by ${wanted} (card '${start.title}'), but the type of the event is ${given}${instead(pack, wanted, given)}`,
  );
}

/** A trigger that names an application ignores events of other applications. */
function assertApplication(flow: Flow, start: Card, items: readonly unknown[]): void {
  const instances = instancesOf(start);
  const other = items.map(applicationOfItem).find((id) => id !== undefined && !instances.includes(id));
  if (instances.length === 0 || other === undefined) return;
  throw new FlowInputError(
    `Flow '${flow.name}' listens for events of the application ${instances.join(', ')} (card '${start.title}'), but this event is for ${other}. Create one with --app ${instances[0]}.`,
  );
}

/** A suggestion: the correct spelling of the event type, or another flow. */
function instead(pack: Pack, wanted: string, given: string): string {
  if (!Object.hasOwn(KNOWN_EVENTS, given) && didYouMean(given, [wanted]) !== undefined) return `. Did you mean '${wanted}'?`;
  const other = [...pack.flows.values()].find((flow) => {
    const start = startCard(flow);
    return start !== undefined && eventTypeOf(start) === given;
  });
  if (other !== undefined) return `. Did you mean the flow '${other.name}', which starts on this event?`;
  return `. Create the right one with 'flow event ${wanted}'.`;
}
