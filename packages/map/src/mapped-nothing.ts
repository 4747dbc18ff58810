import type { PhoneMap } from './phone-map.ts'

/**
 * Whether a map says nothing about the app: it gave no answer, or only one page did, as when the Voice URL is another page
 * than meant. A map without marks is no success then.
 */
export function mappedNothing({ judged, reachedPages }: Pick<PhoneMap, 'judged' | 'reachedPages'>): boolean {
  return judged === 0 || reachedPages < 2
}
