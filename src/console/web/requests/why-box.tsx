import type { Why } from '../../explain/why.js';
import { guideLink } from '../guide/guide-link.js';

/** The first thing in a failed request: the cause in one sentence, what to change, and where it is explained. */
export function WhyBox({ why, isFault }: { why: Why; isFault: boolean }) {
  return (
    <section class={isFault ? 'box fault' : 'box bad'} aria-label="Why did this fail?">
      <h3>Why did this fail?</h3>
      <p>{why.cause}</p>
      <p>
        <strong>What to change:</strong> {why.change} <a href={guideLink(why.guide)}>Read the guide</a>
      </p>
    </section>
  );
}
