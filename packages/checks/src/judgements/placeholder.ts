import { documentOf, roleOf, sentParameters } from '../answer.ts'
import type { Check } from '../check.ts'
import { spokenIn } from '../heard.ts'

/** What programs make of a value that is not there. */
const placeholders =
  /\bundefined\b|\bNaN\b|\bnull\b|\[object Object\]|%[({]?\w+[)}]?s\b|\$\{\w+\}|\{\{\s*\w+\s*\}\}/

/** The word for a value that is not there, spoken: the caller hears "Hello undefined". */
export const placeholder: Check = {
  name: 'placeholder',
  title: 'Nothing is said in place of a value that is missing.',
  judge(exchange) {
    if (roleOf(exchange) !== 'document') return []
    const document = documentOf(exchange)
    if (document === null) return []
    const found = placeholders.exec(spokenIn(document))?.[0]
    if (found === undefined || sentParameters(exchange).some(([, value]) => value.includes(found))) return []
    return [
      {
        code: 'placeholder-spoken',
        severity: 'error',
        message: `The caller hears "${found}", which stands for a value that is missing.`,
      },
    ]
  },
}
