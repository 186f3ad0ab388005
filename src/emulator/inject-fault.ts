import { sleep } from '../runtime/timer.js';
import { faultAnswer } from './faults/apply.js';
import type { FaultEffect } from './faults/faults.js';
import type { OpenExchange } from './open-exchange.js';
import type { WireResponse } from './wire/message.js';

/**
 * Applies an armed fault, including its delay. `responseOf` creates the response that the fault sends instead of running the request;
 * undefined runs the request.
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
