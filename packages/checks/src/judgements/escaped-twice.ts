import { documentOf, roleOf, sentParameters } from '../answer.ts'
import type { Check } from '../check.ts'
import { spokenIn } from '../heard.ts'

const escape = /&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/i

/** Text that was escaped by the app and again by its TwiML library: the caller hears "B amp B". */
export const escapedTwice: Check = {
  name: 'escaped-twice',
  title: 'What is said is escaped once.',
  judge(exchange) {
    if (roleOf(exchange) !== 'document') return []
    const document = documentOf(exchange)
    if (document === null) return []
    const found = escape.exec(spokenIn(document))?.[0]
    if (found === undefined || sentParameters(exchange).some(([, value]) => value.includes(found))) return []
    return [
      {
        code: 'escaped-twice',
        severity: 'warning',
        message: `The caller hears "${found}" letter by letter: the text was escaped twice.`,
      },
    ]
  },
}
