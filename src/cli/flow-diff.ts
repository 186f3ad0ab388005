export async function flowDiff(_a: string, _b: string, _f: object): Promise<number> { return 0; }
