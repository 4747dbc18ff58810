import { readdir } from 'node:fs/promises'
import { FolderInUseError, lockFolder, readNotes, writeNotes } from '@ringback/recording/node'
import {
  forgetRecording,
  generateRootKey,
  originalsFolderOf,
  readKeyRing,
  type KeyRing,
} from '@ringback/redaction/node'
import { expect, test } from 'vitest'
import { openCallKnowledge } from '../../../src/node/settle/call-knowledge.ts'
import { recordDirectly } from '../record-directly.ts'
import { inFolder, observedOf, recordedIn, secretsOf } from '../support.ts'

const [, name = '', , callSid = ''] = secretsOf(1)

/** Two exchanges of one call and one of another, and what is remembered of the first. */
async function inRecorded(
  use: (recordings: string, ring: KeyRing, ids: readonly string[]) => Promise<void>,
): Promise<void> {
  await inFolder(async (recordings, ring) => {
    const observed = [observedOf(1), observedOf(1), observedOf(2)]
    await recordDirectly(recordings, ring, observed)
    const knowledge = await openCallKnowledge({ recordings, ring })
    knowledge.callSecrets.save(callSid, [{ class: 'name', raw: name, pseudonym: 'Q' }])
    knowledge.callSecrets.save('CA8', [{ class: 'name', raw: name, pseudonym: 'Q' }])
    await knowledge.flush()
    await use(
      recordings,
      ring,
      observed.map(({ id }) => id),
    )
  })
}

const sealedIn = async (recordings: string): Promise<number> =>
  (await readdir(originalsFolderOf(recordings))).filter((each) => each.endsWith('.sealed')).length

test('a recording goes with its originals, its notes and what was remembered of its call, and nothing else', async () => {
  await inRecorded(async (recordings, ring, [first = '', second = '', other = '']) => {
    for (const id of [first, other]) await writeNotes(recordings, id, { tags: ['bug'], note: '' })
    const gone = await forgetRecording({ recordings, ring, exchange: second })
    expect(gone).toMatchObject({ originals: 2, recording: { exchanges: [{ id: first }, { id: second }] } })
    expect((await recordedIn(recordings)).map(({ id }) => id)).toEqual([other])
    expect(await sealedIn(recordings)).toBe(1)
    expect([...(await readNotes(recordings)).notes.keys()]).toEqual([other])
    const knowledge = await openCallKnowledge({ recordings, ring })
    expect(knowledge.callSecrets.load(callSid)).toBeUndefined()
    expect(knowledge.callSecrets.load('CA8')).toHaveLength(1)
    expect(await forgetRecording({ recordings, ring, exchange: second })).toBeUndefined()
  })
})

test('without the key the originals of the call are removed as well', async () => {
  await inRecorded(async (recordings, _ring, [first = '']) => {
    const ring = await readKeyRing(generateRootKey())
    expect(await forgetRecording({ recordings, ring, exchange: first })).toMatchObject({ originals: 2 })
    expect(await sealedIn(recordings)).toBe(1)
  })
})

test('nothing is removed while somebody records', async () => {
  await inRecorded(async (recordings, ring, [first = '']) => {
    const lock = await lockFolder(recordings)
    await expect(forgetRecording({ recordings, ring, exchange: first })).rejects.toThrow(FolderInUseError)
    lock.release()
    expect(await recordedIn(recordings)).toHaveLength(3)
  })
})
