import {
  couldHaveProduced,
  edgeCasesOf,
  distanceFromPlain,
  webhookOf,
  type GeneratedWebhook,
} from '@ringback/arbitraries'
import {
  classify,
  decodeForm,
  encodeForm,
  indistinguishableKinds,
  kinds,
  validate,
  type WebhookKind,
} from '@ringback/catalog'
import { Arbitrary, assert, check, property, type Random, type Stream, type Value } from 'fast-check'
import { describe, expect, it } from 'vitest'

describe.each(kinds.map(({ kind }) => kind))('%s', (kind) => {
  const arbitrary = webhookOf(kind)
  const holds = (law: (webhook: GeneratedWebhook) => void): void =>
    assert(property(arbitrary, law), { numRuns: 25 })

  it('validates without error', () => {
    holds(({ parameters, method }) => {
      expect(validate(kind, parameters, { method }).filter(({ severity }) => severity === 'error')).toEqual(
        [],
      )
    })
  })

  it('is classified as its own kind', () => {
    holds(({ parameters, method }) => {
      const { kind: found } = classify({ method, parameters })
      expect([kind, ...mayBeTakenFor(kind)]).toContain(found)
      expect(classify({ method, parameters }, { expected: [kind] }).kind ?? kind).toBe(kind)
    })
  })

  it('holds all of that with every edge case alone', () => {
    for (const { name, webhook } of edgeCasesOf(kind)) {
      const { method, parameters } = webhook
      const errors = validate(kind, parameters, { method }).filter(({ severity }) => severity === 'error')
      const { kind: found } = classify({ method, parameters })
      const isTold = found === kind || mayBeTakenFor(kind).includes(found)
      const drift = couldHaveProduced(kind, method, parameters)
      expect({ name, errors, isTold, drift }).toEqual({ name, errors: [], isTold: true, drift: [] })
    }
  })

  it('could have been produced', () => {
    holds(({ parameters, method }) => {
      expect(couldHaveProduced(kind, method, parameters)).toEqual([])
    })
  })

  it('survives encoding and decoding byte for byte', () => {
    holds(({ parameters, style }) => {
      const text = encodeForm(parameters, style)
      const decoded = decodeForm(text)
      expect(decoded.parameters).toEqual(parameters)
      expect(encodeForm(decoded.parameters, style)).toBe(text)
    })
  })

  it('only ever shrinks to what is as plain or plainer', () => {
    const recorder = new ShrinkRecorder(arbitrary)
    check(
      property(recorder, ({ oddities }) => oddities.length === 0),
      { numRuns: 20 },
    )
    for (const [before, after] of recorder.steps) {
      expect(distanceFromPlain(after)).toBeLessThanOrEqual(distanceFromPlain(before))
      expect(after.oddities.length).toBeLessThanOrEqual(before.oddities.length)
    }
  })

  it('has no parameter twice', () => {
    holds(({ parameters }) => {
      expect(new Set(parameters.map(([name]) => name)).size).toBe(parameters.length)
    })
  })
})

/** The kinds that the catalog says cannot be told from one, and none where nothing tells. */
function mayBeTakenFor(kind: WebhookKind): readonly (WebhookKind | null)[] {
  const groups = indistinguishableKinds.map(({ preferred, others }) => [preferred, ...others])
  const named = groups.filter((group) => group.includes(kind)).flat()
  const tellsNothing = kind === 'client.push-notification' || kind === 'user-defined-message'
  return tellsNothing ? [...named, null] : named
}

/** Notes every candidate that shrinking offers. */
class ShrinkRecorder extends Arbitrary<GeneratedWebhook> {
  readonly steps: (readonly [before: GeneratedWebhook, after: GeneratedWebhook])[] = []
  readonly #inner: Arbitrary<GeneratedWebhook>

  constructor(inner: Arbitrary<GeneratedWebhook>) {
    super()
    this.#inner = inner
  }

  override generate(random: Random, biasFactor: number | undefined): Value<GeneratedWebhook> {
    return this.#inner.generate(random, biasFactor)
  }

  override canShrinkWithoutContext(value: unknown): value is GeneratedWebhook {
    return this.#inner.canShrinkWithoutContext(value)
  }

  override shrink(value: GeneratedWebhook, context: unknown): Stream<Value<GeneratedWebhook>> {
    return this.#inner.shrink(value, context).map((candidate) => {
      this.steps.push([value, candidate.value])
      return candidate
    })
  }
}
