import { CodeBlock } from '../ui/code-block.js';
import { prettyText } from '../ui/pretty.js';
import type { Opened } from './opened.js';

export function ResponseOf({ entry: { response } }: { entry: Opened }) {
  const { status, contentType, body, bytes } = response;
  const facts = [`HTTP ${status}`, contentType, `${bytes} bytes`].filter((fact) => fact !== '').join(' · ');
  return <CodeBlock label="Response" title={facts} text={body === '' ? '(no body)' : prettyText(body)} />;
}
