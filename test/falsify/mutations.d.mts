/** One rule of the emulator, broken. */
export const mutations: readonly { readonly name: string; readonly file: string; readonly find: string; readonly replace: string }[];
