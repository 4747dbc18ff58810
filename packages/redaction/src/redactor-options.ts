import { messageOf, RingbackError, shortened } from '@ringback/common'
import type { Exchange } from '@ringback/recording'
import type { CallSecrets } from './exchange/call-secrets.ts'
import type { PathKnowledge } from './exchange/path-knowledge.ts'
import type { RedactionClass } from './finding.ts'

/** The key that pseudonyms are made with. */
export interface RedactionKey {
  /** 32 bytes. Whoever has them can test guesses: keep them like a password. `@ringback/redaction/node` derives them. */
  readonly key: Uint8Array
  /** Names the key in what was redacted with it. Default: derived from the key. */
  readonly keyId?: string
}

/** What a redactor keeps, replaces and is keyed with. */
export interface RedactorOptions extends RedactionKey {
  /** Parameters, query parameters and headers (any case for headers) whose values stay as they are. */
  readonly keep?: readonly string[]
  /** The class of a parameter the catalog does not know, or another class than the catalog's. */
  readonly classes?: Readonly<Record<string, RedactionClass>>
  /** One's own numbers in E.164: they are no secret and stay. */
  readonly ownNumbers?: readonly string[]
  /** The SID of one's own account: no secret, stays. */
  readonly accountSid?: string
  /** Configured URLs or paths of the app (Voice URL, status callback, routes): their words are the app's own. */
  readonly ownUrls?: readonly string[]
  /** Values that are replaced wherever they stand, in any case and encoding. */
  readonly redactValues?: readonly string[]
  /**
   * What these match is replaced wherever it stands. Sources are compiled with the flags `iu`. That a pattern takes linear
   * time is the responsibility of who writes it.
   */
  readonly redactPatterns?: readonly (string | RegExp)[]
  /** Changes an exchange before it is redacted. */
  readonly redact?: (exchange: Exchange) => Exchange
  /** Which words in paths recur across callers. Default: kept in memory. */
  readonly paths?: PathKnowledge
  /** Keeps what is known in a call, for after a restart. Default: kept in memory. */
  readonly callSecrets?: CallSecrets
  /** How much work one exchange may take before its texts are replaced whole. A unit is about one character looked at. */
  readonly workLimit?: number
}

/** Enough for an exchange of some megabytes. */
export const defaultWorkLimit = 60_000_000

const keyBytes = 32

/**
 * Checks what is given to `createRedactor`.
 * @throws {RingbackError} `bad-redaction-key`, `bad-redaction-pattern`
 */
export function checkOptions({ key, redactPatterns = [] }: RedactorOptions): void {
  if (!(key instanceof Uint8Array) || key.length !== keyBytes) {
    const given = key instanceof Uint8Array ? `${key.length} bytes` : `a ${typeof key}`
    throw new RingbackError(
      'bad-redaction-key',
      `The redaction key must be ${keyBytes} bytes, not ${given}.`,
      {
        remedy:
          'Use readKeyRing of @ringback/redaction/node: it makes such a key from a generated key or a passphrase.',
      },
    )
  }
  if (key.every((byte) => byte === 0)) {
    throw new RingbackError('bad-redaction-key', 'The redaction key is empty: all its bytes are zero.', {
      remedy: 'Generate one: ringback key shows where it is kept.',
    })
  }
  const problems = redactPatterns.flatMap((pattern) => {
    const problem = patternProblem(pattern)
    return problem === undefined ? [] : [`redactPatterns: ${shortened(String(pattern))}: ${problem}`]
  })
  if (problems.length > 0) {
    throw new RingbackError('bad-redaction-pattern', problems.join('\n'), {
      remedy: 'Write redactPatterns as regular expressions of JavaScript.',
    })
  }
}

/** Why a pattern of `redactPatterns` is no regular expression, as JavaScript says it; undefined when it is one. */
export function patternProblem(pattern: string | RegExp): string | undefined {
  try {
    // Whether a pattern is too large shows when it is first matched.
    new RegExp(compiledPattern(pattern)).test('')
    return undefined
  } catch (error) {
    const source = typeof pattern === 'string' ? pattern : pattern.source
    return messageOf(error).replaceAll(source, () => shortened(source))
  }
}

/** A pattern that can be matched all over a text. */
export function compiledPattern(pattern: string | RegExp): RegExp {
  if (typeof pattern === 'string') return new RegExp(pattern, 'giu')
  return pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`)
}
