export const groups: readonly { readonly name: string; readonly title: string }[];
