import type { Account } from '../account/account.ts'
import type { Answer } from './answer.ts'
import type { ApiRequest } from './api-request.ts'

/** One operation of the API. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Below the account, without `.json`; `{Name}` is one variable part. */
  readonly path: string
  readonly run: (account: Account, request: ApiRequest) => Answer | Promise<Answer>
}

/** The variable parts of a path; undefined when it does not match. */
export function sidsOf(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = pattern.split('/')
  const parts = path.split('/')
  if (wanted.length !== parts.length) return undefined
  const sids: [string, string][] = []
  for (const [index, part] of wanted.entries()) {
    const written = parts[index] ?? ''
    const name = /^\{(.+)\}$/.exec(part)?.[1]
    if (name === undefined ? part !== written : written === '') return undefined
    if (name !== undefined) sids.push([name, decodePart(written)])
  }
  return Object.fromEntries(sids)
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
