import type { CallEvent, Phone } from '@ringback/simulator'

/** How often the app may give a caller who does nothing the same document. */
export const endlessPageRounds = 20

/** A page that gives a caller who does nothing the same document again and again. */
export interface EndlessPage {
  /** Its URL; undefined as long as there is none. */
  readonly found: () => string | undefined
}

/** Watches the first call of a phone for a page that it does not leave by itself. */
export function watchEndlessPage({ simulation }: Phone): EndlessPage {
  const rounds = new Map<string, number>()
  let callSid: string | undefined
  let endless: string | undefined
  simulation.log.listen((event: CallEvent) => {
    callSid ??= event.callSid
    if (event.callSid !== callSid) return
    if (event.type === 'pressed' || event.type === 'spoke') rounds.clear()
    if (event.type !== 'document' || event.url === null) return
    const document = `${event.url} ${event.twiml}`
    const round = (rounds.get(document) ?? 0) + 1
    rounds.set(document, round)
    if (round >= endlessPageRounds) endless ??= event.url
  })
  return { found: () => endless }
}
