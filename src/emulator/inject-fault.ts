import { sleep } from '../runtime/timer.js';
import { faultAnswer } from './faults/apply.js';
import type { FaultEffect } from './faults/faults.js';
import type { OpenExchange } from './open-exchange.js';
import type { WireResponse } from './wire/message.js';

/**
 * Lets an armed fault happen, delay included. `responseOf` makes the response that the fault gives instead of running the request;
 * undefined lets it run.
 */
export async function injectFault(
  exchange: OpenExchange,
  fault: FaultEffect,
  responseOf: (fault: FaultEffect) => WireResponse | undefined,
): Promise<WireResponse | undefined> {
  exchange.fault = fault;
  exchange.advise('fault-injected', fault.name);
  if (fault.delayMs > 0) await sleep(fault.delayMs);
  const answered = faultAnswer(fault);
  if (answered !== undefined) exchange.answered = answered;
  return responseOf(fault);
}
