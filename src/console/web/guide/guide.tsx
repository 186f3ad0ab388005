import { useEffect } from 'preact/hooks';
import type { Block } from '../../read-markdown.js';
import { useResource } from '../hooks.js';
import { useRoute } from '../route.js';
import { queryOf } from '../rows.js';
import { CodeBlock } from '../ui/code-block.js';
import { Page } from '../ui/page.js';
import { Problem } from '../ui/problem.js';
import { Table } from '../ui/table.js';
import { Inline } from './inline.js';

/** A page of the docs, which the console has without a network. */
export function GuidePage({ page }: { page: string }) {
  const { data, problem } = useResource<{ blocks: Block[] }>(`docs?${queryOf({ page, as: 'blocks' })}`);
  const at = useRoute().params.get('at');
  useEffect(() => {
    if (at !== null) document.getElementById(`guide-${at}`)?.scrollIntoView();
  }, [data, at]);
  const [first, ...others] = data?.blocks ?? [];
  return (
    <Page title={first?.kind === 'heading' ? first.text : 'Guide'}>
      <Problem text={problem} />
      <article class="stack guide">
        {others.map((block, index) => (
          <Part key={index} block={block} page={page} isMeant={block.kind === 'heading' && block.id === at} />
        ))}
      </article>
    </Page>
  );
}

function Part({ block, page, isMeant }: { block: Block; page: string; isMeant: boolean }) {
  switch (block.kind) {
    case 'heading': {
      const Heading = block.level <= 2 ? 'h2' : 'h3';
      return (
        <Heading id={`guide-${block.id}`} class={isMeant ? 'meant' : ''}>
          <Inline text={block.text} page={page} />
        </Heading>
      );
    }
    case 'code':
      return <CodeBlock label="Example" text={block.text} />;
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>
              <Inline text={item} page={page} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return (
        <Table
          label="Table"
          head={block.head.map((cell) => cell || ' ')}
          rows={block.rows.map((cells) => cells.map((cell) => <Inline text={cell} page={page} />))}
        />
      );
    default:
      return (
        <p>
          <Inline text={block.text} page={page} />
        </p>
      );
  }
}
