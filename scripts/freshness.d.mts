export function isInstalled(root: string): boolean;
export function installedCount(root: string): { present: number; wanted: number };
export function isBuilt(root: string): boolean;
