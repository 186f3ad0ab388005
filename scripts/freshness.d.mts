export function isInstalled(root: string): boolean;
export function isBuilt(root: string): boolean;
