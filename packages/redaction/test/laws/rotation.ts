import type { Exchange } from '@ringback/recording'
import {
  exchangeOf,
  generateRootKey,
  readKeyRing,
  WrongKeyError,
  type KeyRing,
  type ObservedExchange,
  type RotatedKeys,
} from '@ringback/redaction/node'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { InPlace, RecordedPlace } from '../node/places/recorded-place.ts'
import { observedOf, secretsOf, spelledIn } from '../node/support.ts'

const noCall = { body: { bytes: Buffer.from('A=4155550177'), truncated: false } }
const days = [0, 1].map((day) => ({ startedAt: Date.UTC(2026, 0, 2 + day), ...noCall }))

/** A webhook of a leg that another call has dialled. */
export function dialledBy(parent: number, call: number): ObservedExchange {
  const leg = observedOf(call)
  const bytes = Buffer.from(`${Buffer.from(leg.body.bytes).toString()}&ParentCallSid=${secretsOf(parent)[3]}`)
  return { ...leg, body: { bytes, truncated: false } }
}

/** What is observed of some calls, and of days without a call. */
export function observedTraffic(): readonly ObservedExchange[] {
  return [
    ...[1, 2, 3, 4].flatMap((call) => [observedOf(call), observedOf(call)]),
    dialledBy(2, 6),
    observedOf(7),
    ...days.map((day) => observedOf(5, day)),
  ]
}

const newKey = generateRootKey()
export const onlyNew = await readKeyRing(newKey)

/** The new key, and that of a place. */
export function withNewKey({ ring }: Pick<RecordedPlace, 'ring'>): KeyRing {
  return { current: onlyNew.current, older: [ring.current] }
}

function keyIdsOf(exchanges: readonly Exchange[]): ReadonlySet<string | undefined> {
  return new Set(exchanges.map(({ redaction }) => redaction?.keyId))
}

/** What every place of recordings has to do when its key is rotated. */
export function rotationLaws(inPlace: InPlace, numRuns = 10): void {
  test('what has originals is as if it had been recorded with the new key, and opens with that alone', async () => {
    const observed = observedTraffic()
    await inPlace(async (place) => {
      await place.record(observed)
      const before = await place.recorded()
      const rotated = await place.rotate(withNewKey(place))
      expect(rotated).toEqual({ redacted: 7, current: 0, kept: {}, plain: 0 })
      const after = await place.recorded()
      expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
      expect(keyIdsOf(after)).toEqual(new Set([onlyNew.current.keyId]))
      await expectOriginals(place, observed)
      const everything = await place.everything()
      expect([1, 2, 3, 4, 6, 7].flatMap(secretsOf).filter((secret) => spelledIn(everything, secret))).toEqual(
        [],
      )
      expect(await place.rotate(withNewKey(place))).toEqual({ ...rotated, redacted: 0, current: 7 })
      expect(await place.recorded()).toEqual(after)
    })
  })

  test('a call that lacks an original keeps its pseudonyms, and its other originals are sealed with the new key', async () => {
    const incomplete = [observedOf(8), observedOf(8)]
    await inPlace(async (place) => {
      const lost = incomplete[0]?.id
      await place.record([...observedTraffic(), ...incomplete], { hasOriginal: ({ id }) => id !== lost })
      const ofIncomplete = async (): Promise<readonly Exchange[]> =>
        (await place.recorded()).filter(({ id }) => incomplete.some((each) => each.id === id))
      const before = await ofIncomplete()
      const rotated = await place.rotate(withNewKey(place))
      expect(rotated).toEqual({ redacted: 7, current: 0, kept: { [place.ring.current.keyId]: 1 }, plain: 0 })
      expect(await ofIncomplete()).toEqual(before)
      const originals = await place.open({ ring: onlyNew })
      const found = await Promise.all(before.map(async (exchange) => originals.originalOf(exchange)))
      expect(found.map((original) => original?.id)).toEqual([undefined, incomplete[1]?.id])
    })
  })

  test('the process may die before and after each step, again and again: nothing is lost, and the end is the same', async () => {
    const observed = observedTraffic()
    const ids = observed.map(({ id }) => id).sort()
    const ends: Exchange[][] = []
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 40 }), fc.nat({ max: 6 }), async (first, second) => {
        await inPlace(async (place) => {
          await place.record(observed)
          for (const most of [first, second]) {
            let left = most
            await place.rotate(withNewKey(place), () => left-- <= 0).catch(() => undefined)
            expect([...new Set((await place.recorded()).map(({ id }) => id))]).toEqual(ids)
          }
          expect(await place.rotate(withNewKey(place))).toMatchObject({ kept: {}, plain: 0 })
          await expectOriginals(place, observed)
          const recorded = await place.recorded()
          ends.push([...recorded])
          expect(recorded).toEqual(ends[0])
        })
      }),
      { numRuns, examples: [0, 1, 2, 3, 4, 5, 6].map((at) => [at, 1] as [number, number]) },
    )
  })

  test('without the old key nothing changes, and both are named', async () => {
    await inPlace(async (place) => {
      await place.record(observedTraffic())
      const before = await place.recorded()
      const error: unknown = await place.rotate(onlyNew).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(WrongKeyError)
      expect(String(error)).toContain(place.ring.current.keyId)
      expect(String(error)).toContain(onlyNew.current.keyId)
      expect(await place.recorded()).toEqual(before)
      // Nor has the key been noted.
      expect(await place.rotate(withNewKey(place))).toMatchObject({
        redacted: 7,
      } satisfies Partial<RotatedKeys>)
    })
  })
}

/** All originals open with the new key alone, to what was observed. */
async function expectOriginals(place: RecordedPlace, observed: readonly ObservedExchange[]): Promise<void> {
  const originals = await place.open({ ring: onlyNew })
  const seen = new Map(observed.map((each) => [each.id, exchangeOf(each)]))
  for (const exchange of await place.recorded())
    expect(await originals.originalOf(exchange)).toEqual(seen.get(exchange.id))
}
