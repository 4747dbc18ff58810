import { debuggerCode } from '@ringback/catalog'
import { element, trimmedText } from '@ringback/twiml'
import { documentOf } from '../document-of.ts'
import { isSuccess, roleOf } from '../answer.ts'
import { elementsOf } from '../elements-of.ts'
import type { Probe, ProbeFinding } from '../probe.ts'
import { inFreshCall } from './requests.ts'

/** A `<Play>` of a sound that the app does not have. The caller hears nothing in its place, and the call goes on. */
export const media: Probe = {
  name: 'media',
  title: 'The app has the sounds that its documents play.',
  area: 'delivery',
  appliesTo: ({ kind }) => roleOf({ kind }) === 'document',
  async run(plain, context) {
    const request = inFreshCall(plain, context)
    const document = documentOf(await context.send(request))
    if (document === null) return []
    const found: ProbeFinding[] = []
    for (const url of soundsIn(document, plain.url)) {
      // Twilio fetches media with a GET that has none of its parameters.
      const sound = { kind: plain.kind, method: 'GET', url, parameters: [] } as const
      const { response } = await context.send(sound)
      if (response === null || isSuccess(response)) continue
      found.push({
        code: 'media-missing',
        severity: 'warning',
        message: `The app has no sound at ${url} (HTTP ${response.status}). The caller hears nothing instead.`,
        twilioCode: debuggerCode.httpRetrievalFailure,
        cause: url,
        where: url,
        requests: [request, sound],
      })
    }
    return found
  },
}

/** The URLs of the app's own that a document plays. */
function soundsIn(document: Parameters<typeof elementsOf>[0], base: string): ReadonlySet<string> {
  const urls = [...elementsOf(document)]
    .filter(({ name }) => name === element.Play)
    .map((play) => trimmedText(play))
    .filter((text) => text !== '')
    .flatMap((text) => URL.parse(text, base) ?? [])
    .filter(({ origin }) => origin === URL.parse(base)?.origin)
  return new Set(urls.map(({ href }) => href))
}
