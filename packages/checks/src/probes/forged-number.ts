import { documentOf } from '../document-of.ts'
import { roleOf } from '../answer.ts'
import { digitsOf, dialledNumbers } from '../exchange-checks/toll-fraud.ts'
import type { Probe, ProbeRequest } from '../probe.ts'

const strangersNumber = '+12025550147'
const shortestNumber = 7

/** A number in the query string of a page that checks no signature. Anyone can have any number dialled. */
export const forgedNumber: Probe = {
  name: 'forged-number',
  title: 'Numbers in the query string of an unsigned request are not dialled.',
  area: 'security',
  appliesTo: (request) => roleOf(request) === 'document' && forgedUrl(request) !== undefined,
  async run(plain, { send }) {
    const url = forgedUrl(plain)
    if (url === undefined) return []
    const request: ProbeRequest = { ...plain, url, signature: null }
    const document = documentOf(await send(request))
    if (document === null || !dialledNumbers(document).includes(digitsOf(strangersNumber))) return []
    return [
      {
        code: 'toll-fraud',
        severity: 'error',
        message:
          "The app dials the number in the query string of a request that nobody signed. Anyone can make calls at the account's expense.",
        requests: [request],
      },
    ]
  },
}

/** The URL with a stranger's number in place of the one in its query; undefined when there is none. */
function forgedUrl({ url }: ProbeRequest): string | undefined {
  const [base = '', query] = url.split('?', 2)
  if (query === undefined) return undefined
  const pairs = new URLSearchParams(query)
  const names = [...pairs]
    .filter(([, value]) => digitsOf(value).length >= shortestNumber)
    .map(([name]) => name)
  for (const name of names) pairs.set(name, strangersNumber)
  return names.length === 0 ? undefined : `${base}?${pairs.toString()}`
}
