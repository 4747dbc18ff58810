import { kindRow, parameter } from '@ringback/catalog'
import { documentOf } from '../document-of.ts'
import { roleOf, treatmentOf } from '../answer.ts'
import type { ObservedExchange } from '../check.ts'
import { isAnswered } from '../is-answered.ts'
import { elementsOf } from '../elements-of.ts'
import type { Probe, ProbeFinding } from '../probe.ts'
import { inFreshCall, withParameter } from './requests.ts'

const plantedElement = 'ringback-probe'
const planted = `A "B" & ]]> <${plantedElement}/>`

/** What is spoken or typed by people, whatever its grammar. */
const spoken: ReadonlySet<string> = new Set([parameter.CallerName, parameter.SpeechResult])

/**
 * A text from outside that is written into the document as it is. Callers whose name has an ampersand hear an
 * application error, and a crafted one makes the app run TwiML of a stranger.
 */
export const inputEscaped: Probe = {
  name: 'injection',
  title: 'Values from requests are escaped before they are written into a document.',
  area: 'security',
  appliesTo: ({ kind }) => roleOf({ kind }) === 'document',
  async run(plain, context) {
    if (documentOf(await context.send(inFreshCall(plain, context))) === null) return []
    const found: ProbeFinding[] = []
    for (const name of textsOf(plain.kind)) {
      const request = inFreshCall(
        { ...plain, parameters: withParameter(plain.parameters, name, planted) },
        context,
      )
      if (!isReflected(await context.send(request))) continue
      found.push({
        code: 'input-not-escaped',
        severity: 'error',
        message: `The app writes ${name} into the document without escaping it. A value with & or < ends the call with an application error, and an attacker can add verbs.`,
        parameter: name,
        requests: [request],
      })
    }
    return found
  },
}

function textsOf(kind: Parameters<typeof kindRow>[0]): readonly string[] {
  return kindRow(kind)
    .parameters.filter(
      ({ name, grammar, presence }) =>
        presence !== 'dynamic' && (grammar === 'text' || grammar === 'address' || spoken.has(name)),
    )
    .map(({ name }) => name)
}

/** True when what was planted is mark-up now: it broke the document, or became an element of it. */
function isReflected(exchange: ObservedExchange): boolean {
  const { response } = exchange
  if (response === null || !isAnswered(exchange)) return false
  const treatment = treatmentOf(response)
  if (treatment !== 'twiml' && treatment !== 'twiml-or-speech') return false
  const document = documentOf(exchange)
  if (document !== null) return [...elementsOf(document)].some(({ name }) => name === plantedElement)
  return 'text' in response.body && response.body.text.includes(`<${plantedElement}/>`)
}
