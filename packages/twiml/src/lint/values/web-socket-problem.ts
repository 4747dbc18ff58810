import type { ValueProblem } from './value-problem.ts'

/** The debugger's codes for the URL of a Stream; other elements have none that are known. */
const [UNSUPPORTED_SCHEME, MALFORMED] = [31922, 31923]

/** What is wrong with the URL of a WebSocket: it must be wss, absolute, and of a Stream without a query string. */
export function webSocketProblem(value: string, isStream: boolean): ValueProblem | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value)?.[1]?.toLowerCase()
  if (scheme !== undefined && scheme !== 'wss') {
    return refused(`and only wss URLs are allowed, not ${scheme}`, isStream ? UNSUPPORTED_SCHEME : undefined)
  }
  if (!/^wss:\/\/[^/?#]/i.test(value) || (!value.includes('{') && !URL.canParse(value))) {
    return refused('which is not an absolute wss URL', isStream ? MALFORMED : undefined)
  }
  if (!isStream || !value.includes('?')) return undefined
  return {
    message: 'and a Stream drops the query string; use Parameter elements',
    consequence: 'the parameters never arrive',
  }
}

function refused(message: string, twilioCode: number | undefined): ValueProblem {
  return {
    code: 'twiml-invalid-url',
    message,
    consequence: 'Twilio cannot connect to it',
    ...(twilioCode !== undefined && { twilioCode }),
  }
}
