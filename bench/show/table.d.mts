export function renderTable(rows: readonly object[], groups: readonly object[]): string;
