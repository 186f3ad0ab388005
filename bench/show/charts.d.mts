export function renderCharts(run: object): Record<string, string>;
