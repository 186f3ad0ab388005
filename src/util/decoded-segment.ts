/** Decodes a path segment. A segment with invalid encoding stays unchanged, because nothing has such a name. */
export function decodedSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
