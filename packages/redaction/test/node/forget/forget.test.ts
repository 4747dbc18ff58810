import { forgetPerson, type ObservedExchange } from '@ringback/redaction/node'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forgetLaws } from '../../laws/forget.ts'
import { inDatabasePlaces } from '../places/in-database-place.ts'
import { inFolderPlace } from '../places/in-folder-place.ts'
import { observedOf, secretsOf } from '../support.ts'

const inDatabasePlace = inDatabasePlaces()

describe('in a folder', () => {
  forgetLaws(inFolderPlace)
})

describe('in a database', () => {
  forgetLaws(inDatabasePlace)
})

const [number = ''] = secretsOf(9)
const percentEncoded = number.replaceAll(/./g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)

/** Exchanges of a few calls, or of none, that name a number in one way or another, or not. */
const mentions: readonly ((call: number) => ObservedExchange)[] = [
  (call) => observedOf(call),
  (call) => observedOf(call, { body: formOf(call, { To: number }) }),
  (call) => observedOf(call, { body: formOf(call, { Unknown: `x ${number.slice(2)} y` }) }),
  (call) => observedOf(call, { url: `https://phone.example.com/voice?who=${percentEncoded}` }),
  (call) => observedOf(call, { headers: ['X-Caller', `<tel:${number}>`] }),
  (call) => observedOf(call, { body: { bytes: Buffer.from(`\xff${number}`, 'latin1'), truncated: false } }),
  (call) =>
    observedOf(call, {
      body: { bytes: Buffer.from(`From=${encodeURIComponent(number)}`), truncated: false },
    }),
  (call) =>
    observedOf(call, {
      answer: {
        status: 200,
        headers: ['Content-Type', 'text/xml'],
        body: { bytes: Buffer.from(`<Response><Dial>${number}</Dial></Response>`), truncated: false },
      },
    }),
]

function formOf(call: number, more: Readonly<Record<string, string>>): ObservedExchange['body'] {
  const form = new URLSearchParams({ CallSid: secretsOf(call)[3] ?? '', ...more })
  return { bytes: Buffer.from(form.toString()), truncated: false }
}

test('a folder and a database forget the same', async () => {
  const given = fc.array(fc.tuple(fc.nat({ max: 5 }), fc.constantFrom(...mentions)), {
    minLength: 1,
    maxLength: 20,
  })
  await fc.assert(
    fc.asyncProperty(given, async (parts) => {
      const observed = parts.map(([call, mention]) => mention(call))
      const outcomes: unknown[] = []
      for (const inPlace of [inFolderPlace, inDatabasePlace]) {
        await inPlace(async (place) => {
          await place.record(observed, { hasOriginal: ({ id }) => !id.endsWith('3') })
          const { exchangeIds, originals } = await forgetPerson({ ...place.where, value: number })
          const left = (await place.recorded()).map(({ id }) => id)
          outcomes.push([[...exchangeIds].sort(), originals, left, await place.originals()])
        })
      }
      expect(outcomes[1]).toEqual(outcomes[0])
    }),
    { numRuns: 10 },
  )
})

test('damaged originals of a database are told once each, and go with their calls', async () => {
  await inDatabasePlace(async (place) => {
    await place.record([observedOf(9), observedOf(9), observedOf(1)])
    await place.damage()
    const damage: string[] = []
    const opened: number[] = []
    const [exchange] = await place.recorded()
    const { exchangeIds, originals } = await forgetPerson({
      ...place.where,
      value: exchange?.callSid ?? '',
      onDamage: ({ where }) => damage.push(where),
      onProgress: (count) => opened.push(count),
    })
    expect([exchangeIds.size, originals]).toEqual([2, 2])
    expect(new Set(damage).size).toBe(3)
    expect(damage).toHaveLength(3)
    expect(opened).toEqual([3])
  })
})
