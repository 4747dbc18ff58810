/**
 * A value with all SIDs replaced by the same text, since they are new in every call. A SID in capitals is kept as a
 * difference.
 */
export function withoutSids(value: string): string {
  return value.replaceAll(/([A-Z]{2})[\da-f]{32}/g, '$1')
}
