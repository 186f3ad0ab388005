import { renderChart } from './chart.mjs';

// What grows with the size is drawn over a linear axis, so that proportional looks straight. What should stay the same is drawn over a
// logarithmic one, which has room for the small sizes.
const CHARTS = [
  { curve: 'feeds', file: 'benchmarks-feeds.svg', title: 'Feeds: time per record', x: 'records in a feed', unit: 'µs' },
  { curve: 'members-start', file: 'benchmarks-start.svg', title: 'Start to ready', x: 'members in the world', unit: 'ms', isLinear: true },
  {
    curve: 'members-memory',
    file: 'benchmarks-memory.svg',
    title: 'Resident memory after start',
    x: 'members in the world',
    unit: 'MB',
    isLinear: true,
  },
  { curve: 'exports', file: 'benchmarks-exports.svg', title: 'Exports: time per expense', x: 'expenses in an export', unit: 'µs' },
];

/** The charts for which the run has a curve. The description says in words what a chart draws. */
export function chartsOf(curves) {
  return CHARTS.filter(({ curve }) => curves[curve] !== undefined).map((chart) => {
    const points = curves[chart.curve];
    const said = points.map(([size, value]) => `${size.toLocaleString('en-US')}: ${rounded(value)} ${chart.unit}`);
    return { ...chart, points, description: `By ${chart.x}, ${said.join(', ')}` };
  });
}

/** The text of each SVG file, by name. */
export function renderCharts({ curves }) {
  return Object.fromEntries(chartsOf(curves).map((chart) => [chart.file, renderChart(chart)]));
}

const rounded = (value) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
