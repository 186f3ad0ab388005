/** A segment of a path, decoded. One with invalid encoding stays as it is: nothing has such a name. */
export function decodedSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
