import type { FormatRule } from '../data/call-rules.ts'
import { refused } from './answer.ts'
import type { RestParameters } from './api-request.ts'

/** Throws Twilio's error response for the first parameter whose value has the wrong format. */
export function checkFormats(parameters: RestParameters, rules: readonly FormatRule[]): void {
  for (const { parameter, refusal, accepts } of rules) {
    const value = parameters.get(parameter)
    if (value !== undefined && !fits(value, accepts)) {
      throw refused(refusal, refusal === 'parameter' ? parameter : value)
    }
  }
}

function fits(value: string, accepts: FormatRule['accepts']): boolean {
  switch (accepts.type) {
    case 'url':
      return /^https?:\/\/[^/?#\s]/i.test(value) && URL.canParse(value)
    case 'method':
      return /^(?:GET|POST)$/i.test(value)
    case 'pattern':
      return accepts.pattern.test(value)
    case 'whole':
      return /^\d+$/.test(value) && Number(value) >= accepts.min && Number(value) <= accepts.max
  }
}
