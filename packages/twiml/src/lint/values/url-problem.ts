import type { ValueProblem } from './value-problem.ts'

const SCHEME = /^([a-z][a-z0-9+.-]*):/i
const FORBIDDEN = /[\s<>"\\^`]/

/** The debugger's code for a URL that is no URL, where the attribute has none of its own. */
export const INVALID_URL = 11100

/** The debugger's code for a template bracket that is not closed. */
const UNCLOSED_BRACKET = 11320

/** What is wrong with an http URL, absolute or relative; an empty one is fine. */
export function urlProblem(value: string): ValueProblem | undefined {
  if (value === '') return undefined
  if (FORBIDDEN.test(value)) return refused('which has characters that are not allowed in a URL; encode them')
  const scheme = SCHEME.exec(value)?.[1]?.toLowerCase()
  if (scheme === undefined) return templateProblem(value)
  if (scheme !== 'http' && scheme !== 'https') return refused('and Twilio requests only http and https URLs')
  if (!/^https?:\/\/[^/?#]/i.test(value)) return refused('which has no host')
  if (value.includes('{')) return templateProblem(value)
  return URL.canParse(value) ? undefined : refused('which is not a URL')
}

function templateProblem(value: string): ValueProblem | undefined {
  const isClosed = value.split('{').length === value.split('}').length
  return isClosed
    ? undefined
    : { ...refused('which opens a template bracket and does not close it'), twilioCode: UNCLOSED_BRACKET }
}

function refused(message: string): ValueProblem {
  return { code: 'twiml-invalid-url', message, consequence: 'Twilio cannot request it' }
}
