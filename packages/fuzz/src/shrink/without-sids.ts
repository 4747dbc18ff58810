/** A value with all its SIDs taken for the same: they are new in every call, and no oddity. Capitals are one. */
export function withoutSids(value: string): string {
  return value.replaceAll(/([A-Z]{2})[\da-f]{32}/g, '$1')
}
