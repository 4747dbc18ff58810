import { readdir } from 'node:fs/promises'
import type { Exchange } from '@ringback/recording'
import { lockFolder, FolderInUseError, readNotes, writeNotes } from '@ringback/recording/node'
import {
  forgetPerson,
  generateRootKey,
  originalsFolderOf,
  readKeyRing,
  type KeyRing,
  type ObservedExchange,
} from '@ringback/redaction/node'
import { describe, expect, it, test } from 'vitest'
import { createMentions } from '../../../src/node/forget/mentions.ts'
import { openCallKnowledge } from '../../../src/node/settle/call-knowledge.ts'
import { setAside } from '../../../src/node/settle/set-aside.ts'
import { inFolder, observedOf, recordedIn, secretsOf } from '../support.ts'
import { recordDirectly } from '../record-directly.ts'

const [number = '', name = '', , callSid = ''] = secretsOf(1)

/** The same caller in another call, and somebody else in a third. */
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

async function inRecorded(
  use: (recordings: string, ring: KeyRing, observed: readonly ObservedExchange[]) => Promise<void>,
): Promise<void> {
  await inFolder(async (recordings, ring) => {
    const observed = exchanges()
    await recordDirectly(recordings, ring, observed)
    await setAside(recordings, ring.current, observedOf(1))
    await setAside(recordings, ring.current, observedOf(2))
    const knowledge = await openCallKnowledge({ recordings, ring })
    knowledge.callSecrets.save(callSid, [{ class: 'name', raw: name, pseudonym: 'Q' }])
    knowledge.callSecrets.save('CA9', [{ class: 'address', raw: number, pseudonym: '+1' }])
    knowledge.callSecrets.save('CA8', [{ class: 'name', raw: 'other', pseudonym: 'Q' }])
    await knowledge.flush()
    await use(recordings, ring, observed)
  })
}

function fromOf(exchange: Exchange | undefined): string {
  const body = exchange?.request.body
  return new URLSearchParams(body && 'text' in body ? body.text : '').get('From') ?? ''
}

const sealedIn = async (recordings: string): Promise<number> =>
  (await readdir(originalsFolderOf(recordings))).filter((each) => each.endsWith('.sealed')).length

describe('forgetting a person', () => {
  it.each(['the number', 'its pseudonym'])('removes every trace of %s', async (which) => {
    await inRecorded(async (recordings, ring, observed) => {
      const value = which === 'the number' ? number : fromOf((await recordedIn(recordings))[0])
      expect(value).toMatch(/^\+1\d{10}$/)
      const gone = [0, 1, 3, 4].map((at) => observed[at]?.id)
      const planned = await forgetPerson({ recordings, ring, value, dryRun: true })
      expect([...planned.exchangeIds].sort()).toEqual(gone)
      expect(await recordedIn(recordings)).toHaveLength(6)
      const asked: string[] = []
      const forgotten = await forgetPerson({
        recordings,
        ring,
        value,
        beforeRemoval: async (ids) => void asked.push(...ids),
      })
      expect(asked.sort()).toEqual(gone)
      expect(forgotten).toMatchObject({ originals: 4, orphans: 0, calls: 2 })
      expect(forgotten.setAside).toHaveLength(1)
      expect({ ...planned, exchangeIds: 0, recordings: 0 }).toEqual({
        ...forgotten,
        exchangeIds: 0,
        recordings: 0,
      })
      expect((await recordedIn(recordings)).map(({ id }) => id)).toEqual([2, 5].map((at) => observed[at]?.id))
      expect(await sealedIn(recordings)).toBe(2)
      const knowledge = await openCallKnowledge({ recordings, ring })
      expect(['CA8', 'CA9', callSid].map((sid) => knowledge.callSecrets.load(sid)?.length)).toEqual([
        1,
        undefined,
        undefined,
      ])
      expect(await forgetPerson({ recordings, ring, value })).toMatchObject({
        recordings: [],
        originals: 0,
        calls: 0,
        setAside: [],
      })
    })
  })

  it.each(['the real SID', 'its pseudonym'])('takes %s of a call', async (which) => {
    await inRecorded(async (recordings, ring, observed) => {
      const value = which === 'the real SID' ? callSid : ((await recordedIn(recordings))[0]?.callSid ?? '')
      const { exchangeIds } = await forgetPerson({ recordings, ring, value })
      expect([...exchangeIds].sort()).toEqual([0, 1].map((at) => observed[at]?.id))
      expect(await recordedIn(recordings)).toHaveLength(4)
    })
  })

  it('finds the pseudonym without the key, and removes the originals of whole calls', async () => {
    await inRecorded(async (recordings) => {
      const ring = await readKeyRing(generateRootKey())
      const value = fromOf((await recordedIn(recordings))[0])
      const { exchangeIds, originals } = await forgetPerson({ recordings, ring, value })
      expect(exchangeIds.size).toBe(4)
      expect(originals).toBe(3)
      expect(await recordedIn(recordings)).toHaveLength(2)
    })
  })

  it('finishes what was interrupted: originals whose recording is gone are found', async () => {
    await inRecorded(async (recordings, ring) => {
      const { removed } = await withoutRecordings(recordings)
      expect(removed).toBe(4)
      expect(await forgetPerson({ recordings, ring, value: number })).toMatchObject({ orphans: 4 })
      expect(await sealedIn(recordings)).toBe(2)
    })
  })

  it('removes the notes on their calls, and others that name the person', async () => {
    await inRecorded(async (recordings, ring, observed) => {
      const [of = '', , other = '', , , more = ''] = observed.map(({ id }) => id)
      await writeNotes(recordings, of, { tags: ['bug'], note: '' })
      await writeNotes(recordings, other, { tags: [], note: `The same as\n${number.slice(1)}?` })
      await writeNotes(recordings, more, { tags: ['kept'], note: '' })
      expect(await forgetPerson({ recordings, ring, value: number, dryRun: true })).toMatchObject({
        notes: 2,
      })
      expect((await readNotes(recordings)).notes.size).toBe(3)
      expect(await forgetPerson({ recordings, ring, value: number })).toMatchObject({ notes: 2 })
      expect([...(await readNotes(recordings)).notes.keys()]).toEqual([more])
    })
  })

  it('waits for nobody who writes to the folder', async () => {
    await inRecorded(async (recordings, ring) => {
      const lock = await lockFolder(recordings)
      await expect(forgetPerson({ recordings, ring, value: number })).rejects.toThrow(FolderInUseError)
      lock.release()
    })
  })
})

async function withoutRecordings(recordings: string): Promise<{ removed: number }> {
  const { rm } = await import('node:fs/promises')
  const names = (await readdir(recordings)).filter((each) => each.endsWith('.json'))
  for (const each of names) await rm(`${recordings}/${each}`)
  return { removed: names.length }
}

test.each([
  ['+14155550123', 'From=%2B14155550123&To=1', true],
  ['+14155550123', 'call 4155550123 now', true],
  ['+14155550123', 'tel:+1 x 14155550123', true],
  ['+14155550123', '24155550123', false],
  ['+14155550123', '141555501234', false],
  ['+447700900123', 'x=%20447700900123', true],
  ['+447700900123', '7700900123', false],
  ['CA12', 'CallSid=CA12', true],
  ['CA12', 'CallSid=CA123', false],
  ['sip:ann@example.com', 'From=sip%3Aann%40example.com', true],
  ['client:ann', 'client:annabel', false],
])('%s in %s: %s', (value, text, isThere) => {
  expect(createMentions([value])(text)).toBe(isThere)
})
