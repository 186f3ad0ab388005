import type { Response } from 'supertest';
import { expect } from 'vitest';

/** RFC 9457 problem details with the status and a sentence that says what is wrong. */
export function expectProblem(response: Response, status: number, detail: string | RegExp = /\S/): void {
  expect(response.status).toBe(status);
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(response.body).toEqual({
    type: 'about:blank',
    title: expect.stringMatching(/\S/),
    status,
    detail: expect.stringMatching(detail),
  });
}
