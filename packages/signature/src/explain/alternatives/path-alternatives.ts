import { decodePercent } from '../../url/form.ts'
import type { UrlParts } from '../../url/split-url.ts'
import { alternative, changed, type Alternative, type Change } from './alternative.ts'
import type { KnownUrls } from './known-urls.ts'

const usualPrefixes = [
  'api',
  'v1',
  'twilio',
  'webhook',
  'webhooks',
  'voice',
  'app',
  'prod',
  'dev',
  'staging',
  'stage',
]
const hostingPrefixes = [
  'production',
  'default',
  '$default',
  'Prod',
  'Stage',
  '.netlify/functions',
  'functions',
]
const indexPage = /\/(?:index|default)\.(?:php|html?|aspx?|jsp)$/

/** Paths that a proxy, a mount point or a router may have rewritten. */
export function* pathAlternatives({ path }: UrlParts, known: KnownUrls): Generator<Alternative<string>> {
  for (const { value, from } of known.paths) {
    yield* withSlash(alternative(value, 1, 'path-rewritten', from))
    const prefix = folderOf(value)
    if (prefix !== '/') yield* withSlash(alternative(joined(prefix, path), 2, 'path-prefix-missing', from))
  }
  yield* changed(path, [...prefixChanges(path, known), ...spellings])
}

function* withSlash(found: Alternative<string>): Generator<Alternative<string>> {
  yield found
  const { value, cost, clues } = found
  yield { value: toggledSlash(value), cost: cost + 1, clues: [...clues, { code: 'trailing-slash' }] }
}

function prefixChanges(path: string, known: KnownUrls): readonly Change<string>[] {
  const changes: Change<string>[] = []
  const missing = (prefix: string, cost: number, from?: string): void => {
    const code = 'path-prefix-missing'
    changes.push({
      cost,
      clue: from === undefined ? { code } : { code, detail: from },
      of: (text) => joined(prefix, text),
    })
  }
  for (const { value, from } of known.prefixes) {
    missing(value, 1, from)
    changes.push({
      cost: 1,
      clue: { code: 'path-prefix-added', detail: from },
      of: (text) => stripped(value, text),
    })
  }
  const segments = path.split('/').length - 1
  for (let count = 1; count < Math.min(segments, 6); count++)
    changes.push({
      cost: 1 + count,
      clue: { code: 'path-prefix-added' },
      of: (text) => text.split('/').toSpliced(1, count).join('/'),
    })
  for (const prefix of usualPrefixes) missing(prefix, 3)
  for (const prefix of hostingPrefixes) missing(prefix, 3)
  return changes
}

const spellings: readonly Change<string>[] = [
  { cost: 1, clue: { code: 'trailing-slash' }, of: toggledSlash },
  { cost: 2, clue: { code: 'path-encoding' }, of: decodePercent },
  { cost: 2, clue: { code: 'path-encoding' }, of: (path) => encodeURI(path.toWellFormed()) },
  { cost: 2, clue: { code: 'path-encoding' }, of: escapedStrictly },
  { cost: 3, clue: { code: 'path-encoding' }, of: (path) => path.replaceAll(/%[\da-f]{2}/gi, lowered) },
  { cost: 3, clue: { code: 'path-encoding' }, of: (path) => path.replaceAll(/%[\da-f]{2}/gi, raised) },
  { cost: 2, clue: { code: 'path-rewritten' }, of: (path) => path.replaceAll(/\/{2,}/g, '/') },
  { cost: 2, clue: { code: 'path-rewritten' }, of: (path) => `/${path}` },
  { cost: 3, clue: { code: 'path-rewritten' }, of: (path) => path.replace(indexPage, '/') },
  { cost: 3, clue: { code: 'path-rewritten' }, of: (path) => path.toLowerCase() },
  { cost: 3, clue: { code: 'path-rewritten' }, of: (path) => path.replace(/\.(?:php|html?|aspx?|jsp)$/, '') },
  ...['.php', '.html', '.aspx', '.json', '.xml'].map((extension) => ({
    cost: 4,
    clue: { code: 'path-rewritten' as const },
    of: (path: string) => (path.endsWith('/') ? path : path + extension),
  })),
  ...['index.php', 'index.html', 'index.htm', 'index.aspx'].map((page) => ({
    cost: 3,
    clue: { code: 'path-rewritten' as const },
    of: (path: string) => joined(path, page),
  })),
]

function toggledSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : `${path}/`
}

function joined(prefix: string, path: string): string {
  return `/${prefix}/${path}`.replaceAll(/\/{2,}/g, '/')
}

function stripped(prefix: string, path: string): string {
  const start = joined(prefix, '')
  return `${path}/`.startsWith(start) ? path.slice(start.length - 1) : path
}

function folderOf(path: string): string {
  return path.slice(0, path.indexOf('/', 1) + 1) || '/'
}

function escapedStrictly(path: string): string {
  return encodeURI(decodePercent(path).toWellFormed()).replaceAll(/[!'()*]/g, escaped)
}

function escaped(character: string): string {
  return `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`
}

function lowered(text: string): string {
  return text.toLowerCase()
}

function raised(text: string): string {
  return text.toUpperCase()
}
