export function renderPage(run: object): string;
