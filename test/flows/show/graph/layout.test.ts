import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GraphEdge, type GraphNode, layoutGraph, NODE_HEIGHT } from '../../../../src/flows/show/graph/layout.js';

const WIDTH = 200;
const nodes = (...ids: string[]): GraphNode[] => ids.map((id) => ({ id, width: WIDTH }));
const edges = (...pairs: string[]): GraphEdge[] =>
  pairs.map((pair) => ({ from: pair[0] ?? '', to: pair.at(-1) ?? '', isCall: pair.includes('~') }));

test('a chain is one column from top to bottom', () => {
  const { nodes: places, width, height } = layoutGraph(nodes('a', 'b', 'c'), edges('a-b', 'b-c'));
  const [a, b, c] = [...places.values()];
  expect(new Set([a?.x, b?.x, c?.x]).size).toBe(1);
  expect([a, b, c].map((place) => place?.y)).toEqual([25, 89, 153]);
  expect({ width, height }).toEqual({ width: WIDTH + 16, height: 178 });
});

test('branches are next to each other, and meet below both', () => {
  const { nodes: places } = layoutGraph(nodes('i', 'a', 'b', 'j'), edges('i-a', 'i-b', 'a-j', 'b-j'));
  expect(places.get('a')?.y).toBe(places.get('b')?.y);
  expect(places.get('a')?.x).toBeLessThan(places.get('b')?.x ?? 0);
  expect(places.get('j')?.x).toBe(places.get('i')?.x);
  expect(places.get('j')?.y).toBeGreaterThan(places.get('a')?.y ?? 0);
});

test('calls are on the right, and consecutive cards stay in a line', () => {
  const ids = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index));
  const calls = ids.map((id) => id.toUpperCase());
  const all = ids.flatMap((id, index) => [id, calls[index] ?? '']);
  const chain = ids.slice(1).map((id, index) => `${ids[index]}-${id}`);
  const { nodes: places, width } = layoutGraph(nodes(...all), edges(...chain, ...ids.map((id) => `${id}~${id.toUpperCase()}`)));
  expect(new Set(ids.map((id) => places.get(id)?.x)).size).toBe(1);
  for (const id of ids) expect(places.get(id.toUpperCase())?.x).toBeGreaterThan((places.get(id)?.x ?? 0) + WIDTH);
  expect(width).toBeLessThan(3 * WIDTH);
});

test('an edge that leads back is left out', () => {
  expect(layoutGraph(nodes('a', 'b'), edges('a-b', 'b-a', 'b-b')).edges).toHaveLength(1);
});

test('a graph without nodes gives an empty drawing', () => {
  expect(layoutGraph([], []).nodes.size).toBe(0);
});

/** A random acyclic graph with its nodes in order. */
const graphs = fc.integer({ min: 1, max: 30 }).chain((size) =>
  fc.array(fc.record({ from: fc.nat(size - 1), to: fc.nat(size - 1), isCall: fc.boolean() }), { maxLength: 60 }).map((pairs) => ({
    nodes: nodes(...Array.from({ length: size }, (_, index) => `n${index}`)),
    edges: pairs.filter(({ from, to }) => from < to).map(({ from, to, isCall }) => ({ from: `n${from}`, to: `n${to}`, isCall })),
  })),
);

test('in every graph boxes do not overlap, all are inside, and every edge leads down from its source to its target', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const { nodes: places, edges: drawn, width, height } = layoutGraph(graph.nodes, graph.edges);
      const boxes = [...places.values()];
      for (const [index, one] of boxes.entries()) {
        expect(one.x - WIDTH / 2).toBeGreaterThanOrEqual(0);
        expect(one.x + WIDTH / 2).toBeLessThanOrEqual(width);
        expect(one.y + NODE_HEIGHT / 2).toBeLessThanOrEqual(height);
        for (const other of boxes.slice(index + 1)) expect(Math.abs(one.x - other.x) < WIDTH && one.y === other.y).toBe(false);
      }
      for (const { edge, points } of drawn) {
        expect(points[0]?.x).toBe(places.get(edge.from)?.x);
        expect(points.at(-1)?.x).toBe(places.get(edge.to)?.x);
        for (const [index, point] of points.slice(1).entries()) expect(point.y).toBeGreaterThan(points[index]?.y ?? 0);
      }
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('the same graph gives the same layout', () => {
  const draw = () => layoutGraph(nodes('i', 'a', 'b', 'j'), edges('i-a', 'i-b', 'a-j', 'b-j'));
  expect(draw()).toEqual(draw());
});
