import type { PhoneMap } from './phone-map.ts'

/**
 * Whether a map says nothing about the app: it gave no answer, or only one page did, for example when the Voice URL is
 * wrong. A map without marks is not a success then.
 */
export function mappedNothing({ judged, reachedPages }: Pick<PhoneMap, 'judged' | 'reachedPages'>): boolean {
  return judged === 0 || reachedPages < 2
}
