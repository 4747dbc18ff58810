import { segmentKind } from './route-words.ts'

/**
 * The path of a request as a class, for what is only noted and not recorded: words that paths of telephone apps are made of
 * stay, all else is `*`. `/customers/penelope?x=1` is `/customers/*?*`. Needs no key, and is cheap.
 */
export function pathClass(target: string): string {
  const path = /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/[^/?#]*)?([^?#]*)/i.exec(target)?.[1] ?? ''
  const query = target.includes('?') ? '?*' : ''
  const segments = path.split('/', mostSegments)
  const classes = segments.map((segment) =>
    segment === '' || segmentKind(segment) === 'own' ? segment : '*',
  )
  return classes.join('/') + query
}

const mostSegments = 12

/** A request line with the class of its path. */
export function redactRequestLine(method: string, target: string): string {
  return `${/^[A-Z]{2,10}$/.test(method) ? method : '*'} ${pathClass(target)}`
}
