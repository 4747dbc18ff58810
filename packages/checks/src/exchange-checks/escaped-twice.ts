import type { Check } from '../check.ts'
import { saidLike } from './said.ts'

const escape = /&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/i

/** Text that was escaped by the app and again by its TwiML library: the caller hears "B amp B". */
export const escapedTwice: Check = {
  name: 'escaped-twice',
  title: 'Spoken text is escaped once.',
  judge(exchange) {
    const found = saidLike(exchange, escape)
    if (found === undefined) return []
    const message = `The caller hears "${found}" letter by letter: the text was escaped twice.`
    return [{ code: 'escaped-twice', severity: 'warning', message }]
  },
}
