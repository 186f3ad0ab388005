export function openAll(): void;
export function widthOfAll(): number;
export function background(): string;
export function alarms(): { hacked: boolean; scripts: number; images: number };
export function worstContrast(): { ratio: number; text: string };
