/** A part of a path, decoded. A name with invalid encoding stays as it is: nothing has that name. */
export function decodedName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
