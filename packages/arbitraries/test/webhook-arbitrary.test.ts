import { edgeCasesOf, plainWebhook, webhook, webhookOf, type EdgeCase } from '@ringback/arbitraries'
import { kinds, valueOf } from '@ringback/catalog'
import { check, property } from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('shrinking', () => {
  it.each(kinds.map(({ kind }) => kind))(
    'leaves of %s the plain webhook with the offending oddity',
    (kind) => {
      const [, ...edgeCases] = edgeCasesOf(kind)
      for (const { name, webhook: alone } of edgeCases) {
        // One edge case after the other is the culprit, among others that are innocent.
        const arbitrary = webhookOf(kind, { edgeCases: 0.3, without: others(edgeCases, name) })
        const { failed, counterexample } = check(
          property(arbitrary, ({ oddities }) => !oddities.includes(name)),
          { numRuns: 5000 },
        )
        const found = counterexample?.[0]
        expect({ name, failed, oddities: found?.oddities, found }).toEqual({
          name,
          failed: true,
          oddities: [name],
          found: alone,
        })
      }
    },
  )

  it.each<readonly [oddity: string, country: RegExp]>([
    ['From:withheld-keypad-anonymous', /^LS$/],
    // Which country a number abroad is of is a detail of the oddity: it is kept while the kind shrinks.
    ['From:abroad', /^[A-L]/],
  ])('finds the plainest call of all kinds that still fails for %s', (oddity, country) => {
    const { counterexample } = check(
      property(
        webhook(),
        ({ oddities, parameters }) =>
          !oddities.includes(oddity) || !country.test(valueOf(parameters, 'FromCountry') ?? ''),
      ),
      { numRuns: 100_000 },
    )
    const [found] = counterexample ?? []
    expect({ kind: found?.kind, oddities: found?.oddities }).toEqual({
      kind: 'voice.incoming-pstn',
      oddities: [oddity],
    })
    const plain = new Map(plainWebhook('voice.incoming-pstn').parameters)
    const differing = found?.parameters
      .filter(([name, value]) => plain.get(name) !== value)
      .map(([name]) => name)
    expect(differing?.every((name) => /^(?:From|Caller)/.test(name))).toBe(true)
  })

  it('makes the details plain that do not matter', () => {
    const { counterexample } = check(property(webhookOf('gather.action', { edgeCases: 0 }), () => false))
    expect(counterexample?.[0]).toEqual(plainWebhook('gather.action'))
  })

  it('makes numbers as small as the failure allows', () => {
    const { counterexample } = check(
      property(
        webhookOf('enqueue.wait-url', { edgeCases: 0 }),
        ({ parameters }) =>
          Number(valueOf(parameters, 'AvgQueueTime')) < 20 || valueOf(parameters, 'AvgQueueTime') === '12',
      ),
    )
    expect(valueOf(counterexample?.[0].parameters ?? [], 'AvgQueueTime')).toBe('20')
  })
})

/** The other cases of the facet of a case, so that the one is met soon. */
function others(edgeCases: readonly EdgeCase[], name: string): readonly string[] {
  const facet = name.slice(0, name.indexOf(':') + 1)
  return edgeCases.map((each) => each.name).filter((each) => each.startsWith(facet) && each !== name)
}
