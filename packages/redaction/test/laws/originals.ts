import type { Exchange, Recording } from '@ringback/recording'
import { recordingsOf } from '@ringback/recording'
import { exchangeOf, generateRootKey, readKeyRing, WrongKeyError } from '@ringback/redaction/node'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { idsWithOriginal, type InPlace, type RecordedPlace } from '../node/places/recorded-place.ts'
import { observedOf, secretsOf, spelledIn } from '../node/support.ts'

const noCall = { body: { bytes: Buffer.from('A=1'), truncated: false } }

async function recordingWith(place: RecordedPlace, { id }: Pick<Exchange, 'id'>): Promise<Recording> {
  const found = recordingsOf(await place.recorded()).find(({ exchanges }) =>
    exchanges.some((exchange) => exchange.id === id),
  )
  if (found === undefined) throw new Error(`nothing is recorded of ${id}`)
  return found
}

/** What every place of sealed originals has to do. */
export function originalsLaws(inPlace: InPlace, numRuns = 10): void {
  test('an original is what was observed, whoever else has one, and however often it is kept', async () => {
    const calls = fc.array(
      fc.record({ call: fc.nat({ max: 4 }), isKept: fc.boolean(), isOfCall: fc.boolean() }),
      { minLength: 1, maxLength: 30 },
    )
    await fc.assert(
      fc.asyncProperty(calls, async (given) => {
        await inPlace(async (place) => {
          const observed = given.map(({ call, isOfCall }) => observedOf(call, isOfCall ? {} : noCall))
          const kept = new Set(observed.filter((_, at) => given[at]?.isKept).map(({ id }) => id))
          const options = { hasOriginal: ({ id }: { readonly id: string }) => kept.has(id) }
          await place.record(observed, options)
          await place.record(observed.toReversed(), options)
          const originals = await place.open()
          const found = await Promise.all(
            (await place.recorded()).map(async (each) => originals.originalOf(each)),
          )
          // What redaction has not changed is its own original.
          const redacted = (await place.recorded()).map(({ redaction }) => redaction !== undefined)
          expect(found).toEqual(
            observed.map((each, at) => (kept.has(each.id) && redacted[at] ? exchangeOf(each) : null)),
          )
        })
      }),
      { numRuns },
    )
  })

  test('one that is kept stays; one that is written takes its place; the same again changes nothing', async () => {
    await inPlace(async (place) => {
      await place.record([observedOf(1), observedOf(1), observedOf(2)])
      const [first, second, third] = (await place.recorded()) as [Exchange, Exchange, Exchange]
      const originals = await place.open()
      const original = await originals.originalOf(first)
      if (original === null) throw new Error('no original')
      const changed = { ...original, durationMs: 77 }
      const recording = await recordingWith(place, first)
      for (const _time of [1, 2]) {
        await originals.write(recording, [changed])
        expect(await originals.originalOf(first)).toEqual(changed)
      }
      await place.record([observedOf(1, { id: first.id })])
      expect(await (await place.open()).originalOf(first)).toEqual(changed)
      expect((await originals.originalOf(second))?.durationMs).toBe(3.25)
      await expect(originals.write(recording, [{ ...original, id: third.id }])).rejects.toThrow(third.id)
    })
  })

  test('removing those of a recording removes no others, and says how many there were', async () => {
    await inPlace(async (place) => {
      await place.record([observedOf(1), observedOf(1), observedOf(2), observedOf(3, noCall)])
      const [first] = await place.recorded()
      if (first === undefined) throw new Error('nothing was recorded')
      const originals = await place.open()
      const before = await place.originals()
      const recording = await recordingWith(place, first)
      expect(await originals.remove(recording)).toBe(2)
      expect(await originals.remove(recording)).toBe(0)
      expect(await place.originals()).toEqual(before.slice(2))
      expect(await originals.originalOf(first)).toBeNull()
    })
  })

  test('they only open with their key; the message names both', async () => {
    await inPlace(async (place) => {
      await place.record([observedOf(1)])
      const other = await readKeyRing(generateRootKey())
      const [exchange] = await place.recorded()
      if (exchange === undefined) throw new Error('nothing was recorded')
      const error: unknown = await (
        await place.open({ ring: other })
      )
        .originalOf(exchange)
        .catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(WrongKeyError)
      expect(String(error)).toContain(place.ring.current.keyId)
      expect(String(error)).toContain(other.current.keyId)
      const both = { current: other.current, older: [place.ring.current] }
      expect((await (await place.open({ ring: both })).originalOf(exchange))?.id).toBe(exchange.id)
    })
  })

  test('damage is told once, and is an error where nobody listens', async () => {
    await inPlace(async (place) => {
      await place.record([observedOf(1)])
      await place.damage()
      const [exchange] = await place.recorded()
      if (exchange === undefined) throw new Error('nothing was recorded')
      const damage: string[] = []
      const originals = await place.open({ onDamage: ({ where }) => damage.push(where) })
      for (const _time of [1, 2]) expect(await originals.originalOf(exchange)).toBeNull()
      expect(damage).toHaveLength(1)
      const [where = ''] = damage
      await expect((await place.open()).originalOf(exchange)).rejects.toMatchObject({
        code: 'damaged-original',
        message: expect.stringContaining(where),
      })
    })
  })

  test('nothing private is readable where they are kept', async () => {
    await inPlace(async (place) => {
      await place.record([1, 2, 3].map((call) => observedOf(call)))
      const text = await place.everything()
      expect(text).toContain((await place.recorded())[0]?.callSid)
      const secrets = [1, 2, 3].flatMap((call) => secretsOf(call))
      expect(secrets.filter((secret) => spelledIn(text, secret))).toEqual([])
    })
  })

  test('a sealed original opens out of a text, the same one each time', async () => {
    await inPlace(async (place) => {
      await place.record([observedOf(1)])
      const [exchange] = await place.recorded()
      if (exchange === undefined) throw new Error('nothing was recorded')
      const originals = await place.open()
      expect(originals.isCommitted).toBe(false)
      const text = await originals.sealedOriginalOf(exchange)
      expect(text).toMatch(/^[\w+/=]+$/)
      expect(originals.openSealed(text ?? '')).toEqual(await originals.originalOf(exchange))
      expect(await (await place.open()).sealedOriginalOf(exchange)).toBe(text)
      expect(await originals.sealedOriginalOf({ ...exchange, id: 'x9' })).toBeNull()
      expect(originals.openSealed('no sealed text')).toBeNull()
      const elsewhere = await place.open({ ring: await readKeyRing(generateRootKey()) })
      expect(() => elsewhere.openSealed(text ?? '')).toThrow(WrongKeyError)
    })
  })

  test.each([false, true])(
    'pruning removes those of recordings that are gone, and old ones (only shown: %s)',
    async (dryRun) => {
      await inPlace(async (place) => {
        const day = 24 * 3600 * 1000
        const start = Date.UTC(2026, 0, 31, 12)
        const at = (call: number, days: number, part = {}) =>
          observedOf(call, { startedAt: start + days * day, ...part })
        // Calls of three days, the first of which goes on into the next month; one is lost, one is of no call.
        await place.record([at(1, 0), at(1, 1), at(2, 1), at(3, 2), at(4, 2)])
        const recorded = await place.recorded()
        const ids = recorded.map(({ id }) => id)
        const before = await place.originals()
        expect(before).toEqual(ids)
        await place.loseRecordings(recorded.slice(3, 4))
        expect(await place.prune(undefined, dryRun)).toBe(1)
        expect(await place.originals()).toEqual(dryRun ? ids : [...ids.slice(0, 3), ...ids.slice(4)])
        const old = await place.prune(start + day / 2, dryRun)
        expect(old).toBeGreaterThan(0)
        expect(await place.originals()).toEqual(dryRun ? ids : [ids[2], ids[4]])
        // The recordings stay, and later originals are kept.
        expect(await place.recorded()).toHaveLength(4)
        await place.record([at(5, 0)])
        expect(await idsWithOriginal(place)).toHaveLength(dryRun ? 5 : 3)
      })
    },
  )
}
