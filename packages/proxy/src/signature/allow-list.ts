import { withoutQuery } from './request-target.ts'

/** An exception of `signature: 'require'`, read from its text. */
interface AllowRule {
  readonly method: string | undefined
  readonly path: string
  /** True: every path that begins with `path`. */
  readonly isPrefix: boolean
}

/** What may pass without a signature under `signature: 'require'`. */
export interface AllowList {
  /** Whether a request passes: `method` and `target` exactly as they were received. */
  allows(method: string, target: string): boolean
  /** Whether a WebSocket upgrade passes. */
  allowsUpgrade(target: string): boolean
}

const grammar = /^(?:([A-Z]{1,20}|upgrade):)?(\/[^\s*?#%\\]*)(\*?)$/
const safeMethods = new Set(['GET', 'HEAD'])
/** What makes a path mean another one to some server: escapes, dot segments, empty segments, backslashes, fragments. */
const ambiguous = /%|\.\.|\/\/|\\|#/

/** What is wrong with a rule; undefined when it can be used. */
export function problemOfAllowRule(rule: string): string | undefined {
  const text = JSON.stringify(rule)
  if (!grammar.test(rule))
    return `allow: ${text} is not a rule. Write GET:/health, /static/* or upgrade:/socket, without %, ? and #.`
  if (ambiguous.test(rule))
    return `allow: ${text} can never match: paths with % or .. or // are never allowed without a signature.`
  return undefined
}

/**
 * The exceptions of the options. A rule is a path, byte for byte as it is received, or the beginning of paths with `*` at
 * its end; in front of it a method (`POST:/x`) or `upgrade:` for a WebSocket. Without a method it is for GET and HEAD.
 */
export function createAllowList(rules: readonly string[]): AllowList {
  const parsed = rules.map(parseRule)
  const requests = parsed.filter(({ method }) => method !== 'upgrade')
  const upgrades = parsed.filter(({ method }) => method === 'upgrade')
  return {
    allows: (method, target) => requests.some((rule) => isMethodOf(rule, method) && isPathOf(rule, target)),
    allowsUpgrade: (target) => upgrades.some((rule) => isPathOf(rule, target)),
  }
}

function parseRule(rule: string): AllowRule {
  const [, method, path = '', star] = grammar.exec(rule) ?? []
  return { method, path, isPrefix: star === '*' }
}

function isMethodOf({ method }: AllowRule, received: string): boolean {
  return method === undefined ? safeMethods.has(received) : method === received
}

function isPathOf({ path, isPrefix }: AllowRule, target: string): boolean {
  if (path === '' || ambiguous.test(target)) return false
  const received = withoutQuery(target)
  return isPrefix ? received.startsWith(path) : received === path
}
