import { kindRow, parameter } from '@ringback/catalog'
import { failureIn, isAnswered } from '../is-answered.ts'
import type { Probe, ProbeFinding } from '../probe.ts'
import { inFreshCall, withParameter } from './requests.ts'

/** What a SIP caller may call himself: control characters, characters of two code units, another direction of writing. */
const texts = [
  ['control characters', 'JANE\u0007\tDOE\u001B[31m'],
  ['characters beyond the basic plane', 'JANE \u{1F600}\u{20000}'],
  ['a change of direction', 'JANE \u202EEOD'],
] as const

const names = [parameter.CallerName, parameter.FromCity, parameter.SpeechResult]

/** A text from outside that the app breaks down at. Callers choose their name in SIP themselves. */
export const hostileText: Probe = {
  name: 'hostile-text',
  title: 'Any text is taken for a name.',
  area: 'security',
  appliesTo: ({ kind }) => kindRow(kind).parameters.some((row) => names.some((name) => name === row.name)),
  async run(plain, context) {
    if (!isAnswered(await context.send(inFreshCall(plain, context)))) return []
    const found: ProbeFinding[] = []
    const known = new Set(kindRow(plain.kind).parameters.map(({ name }) => name))
    for (const name of names.filter((each) => known.has(each))) {
      for (const [what, text] of texts) {
        const request = inFreshCall(
          { ...plain, parameters: withParameter(plain.parameters, name, text) },
          context,
        )
        const exchange = await context.send(request)
        if (isAnswered(exchange)) continue
        found.push({
          code: 'hostile-text-fails',
          severity: 'warning',
          message: `The app fails when ${name} has ${what}: ${failureIn(exchange)}. Callers choose such texts themselves.`,
          parameter: name,
          requests: [request],
        })
        break
      }
    }
    return found
  },
}
