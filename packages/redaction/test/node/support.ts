import type { Dirent } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isMissingFile } from '@ringback/common'
import type { Exchange } from '@ringback/recording'
import { openDirectoryStore } from '@ringback/recording/node'
import {
  generateRootKey,
  readKeyRing,
  type KeyRing,
  type ObservedExchange,
  type Recorder,
  type RecorderEvent,
} from '@ringback/redaction/node'

/** What no file may show: a number, a name and a PIN of each call. */
export function secretsOf(call: number): readonly string[] {
  const digits = String(call).padStart(4, '0')
  return [
    `+1415555${digits}`,
    `Penelope Quartermaine ${digits}`,
    `77${digits}77`,
    `CA${'5e'.repeat(14)}${digits}`,
  ]
}

let ids = 0

/** A webhook of a call as the proxy sees it. */
export function observedOf(call: number, part: Partial<ObservedExchange> = {}): ObservedExchange {
  const [number = '', name = '', pin = '', callSid = ''] = secretsOf(call)
  ids += 1
  return {
    id: `x${String(ids).padStart(12, '0')}`,
    startedAt: Date.UTC(2026, 0, 2) + call,
    durationMs: 3.25,
    method: 'POST',
    url: 'https://phone.example.com/voice',
    headers: ['Host', 'phone.example.com', 'Content-Type', 'application/x-www-form-urlencoded'],
    body: {
      bytes: Buffer.from(
        new URLSearchParams({
          CallSid: callSid,
          AccountSid: `AC${'0'.repeat(32)}`,
          From: number,
          To: '+14155550199',
          CallerName: name,
          Digits: pin,
          CallStatus: 'in-progress',
        }).toString(),
      ),
      truncated: false,
    },
    answer: {
      status: 200,
      headers: ['Content-Type', 'text/xml'],
      body: { bytes: Buffer.from(`<Response><Say>Hello ${name}</Say></Response>`), truncated: false },
    },
    problem: null,
    signature: 'valid',
    provenance: { recorder: 'proxy', version: '0' },
    ...part,
  }
}

/** A folder that is removed again, and keys for it. */
export async function inFolder(use: (folder: string, ring: KeyRing) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ringback-spool-'))
  try {
    await use(join(folder, 'recordings'), await readKeyRing(generateRootKey()))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Every recorded exchange, read as any command reads it. */
export async function recordedIn(folder: string): Promise<Exchange[]> {
  const store = await openDirectoryStore({ directory: folder, access: 'read' })
  const all: Exchange[] = []
  for await (const { exchanges } of store.list()) all.push(...exchanges)
  await store.close()
  return all.sort((a, b) => (a.id < b.id ? -1 : 1))
}

export function eventsOf(recorder: Pick<Recorder, 'onEvent'>): RecorderEvent[] {
  const events: RecorderEvent[] = []
  recorder.onEvent((event) => events.push(event))
  return events
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => void setTimeout(resolve, 10))
}

/** What is below a folder. A folder in it may be removed while it is read. */
async function entriesBelow(folder: string, tries = 20): Promise<Dirent[]> {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true })
  } catch (error) {
    if (!isMissingFile(error) || tries === 0) throw error
    return entriesBelow(folder, tries - 1)
  }
}

/** The names and contents of all files below a folder, as one text. */
export async function everythingIn(folder: string): Promise<string> {
  const entries = await entriesBelow(folder)
  const texts = await Promise.all(
    entries.map(async (entry) => {
      const path = join(entry.parentPath, entry.name)
      // A file may be gone by now.
      return entry.isFile() ? `${path}\n${await readFile(path, 'latin1').catch(() => '')}` : path
    }),
  )
  return texts.join('\n')
}

/** The spellings of a value that anybody can read: as it is, percent-encoded, in hex, and in base64 wherever it begins. */
function spellingsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value)
  const base64 = [0, 1, 2].flatMap((before) => {
    // What depends on the neighbours is cut off.
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const inner = text.slice(
      before === 0 ? 0 : before + 1,
      (before + bytes.length) % 3 === 0 ? undefined : -1,
    )
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')]
  })
  const hex = bytes.toString('hex')
  return [value, encodeURIComponent(value), hex, hex.toUpperCase(), ...base64]
}

/** Whether a value can be read in a text. */
export function spelledIn(text: string, secret: string): boolean {
  return spellingsOf(secret).some((spelling) => text.includes(spelling))
}

/** What of these values can be read in any file or file name below a folder. */
export async function readableIn(folder: string, secrets: readonly string[]): Promise<readonly string[]> {
  const text = await everythingIn(folder)
  return secrets.filter((secret) => spelledIn(text, secret))
}
