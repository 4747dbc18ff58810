import { headerOf, type Body, type Headers } from '@ringback/recording'

/** An answer to a GET that may be used again when the app says 304. */
export interface CachedAnswer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
  readonly body: Body
  readonly cut: boolean
}

/** Answers to GET requests that carried a validator, by URL; the oldest is removed first. */
export interface GetCache {
  /** Headers that ask whether the cached answer is still current. */
  readonly conditions: (url: string) => Headers
  readonly keep: (url: string, answer: CachedAnswer) => void
  readonly read: (url: string) => CachedAnswer | undefined
}

const capacity = 100

/** An empty cache. */
export function createGetCache(): GetCache {
  const answers = new Map<string, CachedAnswer>()
  return {
    conditions(url) {
      const answer = answers.get(url)
      if (answer === undefined) return []
      return [
        ...conditionOf('If-None-Match', headerOf(answer.headers, 'etag')),
        ...conditionOf('If-Modified-Since', headerOf(answer.headers, 'last-modified')),
      ]
    },
    keep(url, answer) {
      const hasValidator =
        headerOf(answer.headers, 'etag') !== undefined ||
        headerOf(answer.headers, 'last-modified') !== undefined
      if (!hasValidator || isForbidden(answer.headers)) return
      answers.delete(url)
      answers.set(url, answer)
      const [oldest] = answers.keys()
      if (answers.size > capacity && oldest !== undefined) answers.delete(oldest)
    },
    read: (url) => answers.get(url),
  }
}

function conditionOf(name: string, value: string | undefined): Headers {
  return value === undefined ? [] : [[name, value]]
}

function isForbidden(headers: Headers): boolean {
  return /\bno-store\b/i.test(headerOf(headers, 'cache-control') ?? '')
}
