import type { Exchange } from '@ringback/recording'
import { FolderInUseError, lockFolder } from '@ringback/recording/node'
import {
  forgetPerson,
  forgetRecording,
  generateRootKey,
  readKeyRing,
  type ObservedExchange,
} from '@ringback/redaction/node'
import { describe, expect, it } from 'vitest'
import { openCallKnowledge } from '../../src/node/settle/call-knowledge.ts'
import { setAside } from '../../src/node/settle/set-aside.ts'
import type { InPlace, RecordedPlace } from '../node/places/recorded-place.ts'
import { observedOf, secretsOf } from '../node/support.ts'

const [number = '', name = '', , callSid = ''] = secretsOf(1)

type InRecorded = (
  use: (place: RecordedPlace, observed: readonly ObservedExchange[]) => Promise<void>,
) => Promise<void>

/** The same caller in another call, and somebody else in a third; two exchanges of no call, of which one names the caller. */
function exchanges(): readonly ObservedExchange[] {
  const again = new URLSearchParams({ CallSid: secretsOf(3)[3] ?? '', From: number, To: '+14155550199' })
  const status = new URLSearchParams({ From: number, SmsStatus: 'sent' })
  return [
    observedOf(1),
    observedOf(1),
    observedOf(2),
    observedOf(3, { body: { bytes: Buffer.from(again.toString()), truncated: false } }),
    observedOf(4, { body: { bytes: Buffer.from(status.toString()), truncated: false } }),
    observedOf(4, { body: { bytes: Buffer.from('SmsStatus=sent'), truncated: false } }),
  ]
}

/** With what is set aside and remembered on this machine. */
function recordedIn(inPlace: InPlace): InRecorded {
  return async (use) =>
    inPlace(async (place) => {
      const observed = exchanges()
      await place.record(observed)
      const { recordings, ring } = place
      await setAside(recordings, ring.current, observedOf(1))
      await setAside(recordings, ring.current, observedOf(2))
      const knowledge = await openCallKnowledge({ recordings, ring })
      knowledge.callSecrets.save(callSid, [{ class: 'name', raw: name, pseudonym: 'Q' }], 0)
      knowledge.callSecrets.save('CA9', [{ class: 'address', raw: number, pseudonym: '+1' }], 0)
      knowledge.callSecrets.save('CA8', [{ class: 'name', raw: 'other', pseudonym: 'Q' }], 0)
      await knowledge.flush()
      await use(place, observed)
    })
}

function fromOf(exchange: Exchange | undefined): string {
  const body = exchange?.request.body
  return new URLSearchParams(body && 'text' in body ? body.text : '').get('From') ?? ''
}

async function remembered({ recordings, ring }: RecordedPlace): Promise<readonly string[]> {
  const knowledge = await openCallKnowledge({ recordings, ring })
  return ['CA8', 'CA9', callSid].filter((sid) => knowledge.callSecrets.load(sid) !== undefined)
}

const idsOf = (found: readonly Pick<Exchange, 'id'>[]): readonly string[] => found.map(({ id }) => id)
const at = (
  observed: readonly ObservedExchange[],
  places: readonly number[],
): readonly (string | undefined)[] => places.map((place) => observed[place]?.id)

/** What forgetting somebody has to do wherever recordings are. */
export function forgetLaws(inPlace: InPlace): void {
  describe('forgetting a person', () => {
    personLaws(recordedIn(inPlace))
  })
  describe('forgetting a recording', () => {
    recordingLaws(recordedIn(inPlace))
  })
}

function personLaws(inRecorded: InRecorded): void {
  it.each(['the number', 'its pseudonym'])('removes every trace of %s', async (which) => {
    await inRecorded(async (place, observed) => {
      const value = which === 'the number' ? number : fromOf((await place.recorded())[0])
      expect(value).toMatch(/^\+1\d{10}$/)
      const [gone, left] = [at(observed, [0, 1, 3, 4]), at(observed, [2, 5])]
      const planned = await forgetPerson({ ...place.where, value, dryRun: true })
      expect([...planned.exchangeIds].sort()).toEqual(gone)
      expect(await place.recorded()).toHaveLength(6)
      const asked: string[] = []
      const forgotten = await forgetPerson({
        ...place.where,
        value,
        beforeRemoval: async (ids) => void asked.push(...ids),
      })
      expect(asked.sort()).toEqual(gone)
      expect(forgotten).toMatchObject({ originals: 4, orphans: 0, calls: 2 })
      expect(forgotten.setAside).toHaveLength(1)
      expect(planned).toEqual(forgotten)
      expect(forgotten.recordings.map((each) => idsOf(each.exchanges))).toEqual(
        [[4], [3], [0, 1]].map((places) => at(observed, places)),
      )
      expect(idsOf(await place.recorded())).toEqual(left)
      expect(await place.originals()).toEqual(left)
      expect(await remembered(place)).toEqual(['CA8'])
      expect(await forgetPerson({ ...place.where, value })).toMatchObject({
        recordings: [],
        originals: 0,
        calls: 0,
        setAside: [],
      })
    })
  })

  it.each(['the real SID', 'its pseudonym'])('takes %s of a call', async (which) => {
    await inRecorded(async (place, observed) => {
      const value = which === 'the real SID' ? callSid : ((await place.recorded())[0]?.callSid ?? '')
      const { exchangeIds } = await forgetPerson({ ...place.where, value })
      expect([...exchangeIds].sort()).toEqual(at(observed, [0, 1]))
      expect(await place.recorded()).toHaveLength(4)
    })
  })

  it('finds the pseudonym without the key, and removes the originals of whole calls', async () => {
    await inRecorded(async (place, observed) => {
      const ring = await readKeyRing(generateRootKey())
      const value = fromOf((await place.recorded())[0])
      const { exchangeIds } = await forgetPerson({ ...place.where, ring, value })
      expect([...exchangeIds].sort()).toEqual(at(observed, [0, 1, 3, 4]))
      expect(await place.recorded()).toHaveLength(2)
      const left = await place.originals()
      expect(left.filter((id) => at(observed, [0, 1, 3]).includes(id))).toEqual([])
    })
  })

  it('finds what only an original shows', async () => {
    await inRecorded(async (place, observed) => {
      // In words that redaction does not take for a name or a number.
      const value = 'Elmstreet-Nr-55x'
      const answer = observedOf(2, {
        answer: {
          status: 200,
          headers: [],
          body: { bytes: Buffer.from(`<Response><Say>At ${value}</Say></Response>`), truncated: false },
        },
      })
      await place.record([answer])
      const { exchangeIds } = await forgetPerson({ ...place.where, value, dryRun: true })
      expect([...exchangeIds].sort()).toEqual([...at(observed, [2]), answer.id])
      const without = { ...place.where, ring: await readKeyRing(generateRootKey()) }
      const shown = (await place.recorded()).some((each) => JSON.stringify(each).includes(value))
      expect((await forgetPerson({ ...without, value, dryRun: true })).exchangeIds.size).toBe(shown ? 2 : 0)
    })
  })

  it('finishes what was interrupted: originals whose recording is gone are found', async () => {
    await inRecorded(async (place, observed) => {
      await place.loseRecordings(await place.recorded())
      expect(await forgetPerson({ ...place.where, value: number })).toMatchObject({ orphans: 4 })
      expect(await place.originals()).toEqual(at(observed, [2, 5]))
    })
  })

  it('removes the notes on their calls, and others that name the person', async () => {
    await inRecorded(async (place, observed) => {
      const { notes } = place
      const [of = '', , other = '', , , more = ''] = observed.map(({ id }) => id)
      await notes.write(of, { tags: ['bug'], note: '' })
      await notes.write(other, { tags: [], note: `The same as\n${number.slice(1)}?` })
      await notes.write(more, { tags: ['kept'], note: '' })
      expect(await forgetPerson({ ...place.where, value: number, dryRun: true })).toMatchObject({ notes: 2 })
      expect((await notes.of([of, other, more])).size).toBe(3)
      expect(await forgetPerson({ ...place.where, value: number })).toMatchObject({ notes: 2 })
      expect([...(await notes.of([of, other, more])).keys()]).toEqual([more])
    })
  })

  it('waits for nobody who writes to the folder', async () => {
    await inRecorded(async (place) => {
      const lock = await lockFolder(place.recordings)
      await expect(forgetPerson({ ...place.where, value: number })).rejects.toThrow(FolderInUseError)
      lock.release()
    })
  })
}

function recordingLaws(inRecorded: InRecorded): void {
  it('removes it with its originals, its notes and what was remembered of its call, and nothing else', async () => {
    await inRecorded(async (place) => {
      const { notes } = place
      const [first, second, other] = (await place.recorded()) as [Exchange, Exchange, Exchange]
      for (const { id } of [first, other]) await notes.write(id, { tags: ['bug'], note: '' })
      const gone = await forgetRecording({ ...place.where, exchange: second })
      expect(gone).toMatchObject({
        originals: 2,
        recording: { exchanges: [{ id: first.id }, { id: second.id }] },
      })
      const left = idsOf(await place.recorded())
      expect(left).toHaveLength(4)
      expect(await place.originals()).toEqual(left)
      expect([...(await notes.of([first.id, other.id])).keys()]).toEqual([other.id])
      expect(await remembered(place)).toEqual(['CA8', 'CA9'])
      expect(await forgetRecording({ ...place.where, exchange: second })).toBeUndefined()
    })
  })

  it('removes a day of exchanges without a call', async () => {
    await inRecorded(async (place, observed) => {
      const exchange = (await place.recorded()).at(-1)
      if (exchange === undefined) throw new Error('nothing was recorded')
      expect(await forgetRecording({ ...place.where, exchange })).toMatchObject({
        originals: 2,
        recording: { callSid: null },
      })
      expect(idsOf(await place.recorded())).toEqual(at(observed, [0, 1, 2, 3]))
    })
  })

  it('removes the originals of the call without the key as well', async () => {
    await inRecorded(async (place, observed) => {
      const ring = await readKeyRing(generateRootKey())
      const [exchange] = await place.recorded()
      if (exchange === undefined) throw new Error('nothing was recorded')
      expect(await forgetRecording({ ...place.where, ring, exchange })).toMatchObject({ originals: 2 })
      expect(await place.originals()).toEqual(at(observed, [2, 3, 4, 5]))
    })
  })

  it('removes nothing while somebody records on this machine', async () => {
    await inRecorded(async (place) => {
      const lock = await lockFolder(place.recordings)
      const [exchange] = await place.recorded()
      if (exchange === undefined) throw new Error('nothing was recorded')
      await expect(forgetRecording({ ...place.where, exchange })).rejects.toThrow(FolderInUseError)
      lock.release()
      expect(await place.recorded()).toHaveLength(6)
    })
  })
}
