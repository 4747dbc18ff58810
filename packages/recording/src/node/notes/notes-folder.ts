import { createHash } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissingFile, messageOf, RingbackError } from '@ringback/common'
import type { Damage } from '../../damage.ts'
import { readRegularText } from '../regular-file.ts'
import { writeInOneStep } from '../state-folder.ts'
import { notesProblems, type CallNotes } from '../../notes/call-notes.ts'
import { notesWith, type AddedNotes } from '../../notes/merged-notes.ts'
import type { NotesAbout } from '../../notes/notes-about.ts'
import { parseNotes, printNotes } from './notes-file.ts'

/**
 * Where the notes on the recordings of a folder are kept, one file a call, named after the exchange that the call began with:
 * its id stays the same when the key is rotated. They may go into git, as recordings may.
 */
export function notesFolderOf(recordings: string): string {
  return join(recordings, '.notes')
}

/** The notes of a folder by exchange id, and what cannot be read. */
export interface ReadNotes {
  readonly notes: ReadonlyMap<string, CallNotes>
  readonly damage: readonly Damage[]
}

/** Reads all notes of a recordings folder. There need not be any. */
export async function readNotes(recordings: string): Promise<ReadNotes> {
  const folder = notesFolderOf(recordings)
  const notes = new Map<string, CallNotes>()
  const damage: Damage[] = []
  for (const name of await namesIn(folder)) {
    const where = join(folder, name)
    try {
      const parsed = parseNotes(await readRegularText(where))
      if ('damage' in parsed) damage.push({ where, reason: parsed.damage })
      else if (name !== fileNameOf(parsed.exchange))
        damage.push({ where, reason: 'named after another exchange' })
      else notes.set(parsed.exchange, { tags: parsed.tags, note: parsed.note })
    } catch (error) {
      if (!isMissingFile(error)) damage.push({ where, reason: messageOf(error) })
    }
  }
  return { notes, damage }
}

/**
 * Writes the notes on a call in one step: a reader sees the old ones or the new ones. Needs no lock, since recorders do not write
 * there. Notes without a tag and text are removed.
 * @throws {RingbackError} `bad-notes` for notes that cannot be kept; `damaged-notes` where a file is that is no notes file;
 * `not-written`.
 */
export async function writeNotes(recordings: string, exchange: string, notes: CallNotes): Promise<void> {
  const problems = notesProblems(notes)
  if (problems.length > 0) throw new RingbackError('bad-notes', problems.join(' '))
  const file = join(notesFolderOf(recordings), fileNameOf(exchange))
  await notesAt(file)
  if (notes.tags.length === 0 && notes.note === '') {
    await rm(file, { force: true })
    return
  }
  await mkdir(notesFolderOf(recordings), { recursive: true })
  await writeInOneStep(file, Buffer.from(printNotes({ exchange, ...notes })), 0o666)
}

/**
 * Adds notes to those on a call, in one step.
 * @throws {RingbackError} `damaged-notes`, `not-written`
 */
export async function addNotes(recordings: string, exchange: string, notes: CallNotes): Promise<AddedNotes> {
  const present = await notesAt(join(notesFolderOf(recordings), fileNameOf(exchange)))
  const { kept, result } = notesWith(present, notes)
  if (result === 'added') await writeNotes(recordings, exchange, kept)
  return result
}

/** The notes in a file; undefined when there is none. */
async function notesAt(file: string): Promise<CallNotes | undefined> {
  const text = await readRegularText(file).catch((error: unknown) => {
    if (isMissingFile(error)) return undefined
    throw error
  })
  const parsed = text === undefined ? undefined : parseNotes(text)
  if (parsed === undefined || !('damage' in parsed)) return parsed
  throw new RingbackError('damaged-notes', `${file} is damaged, so it was not written over.`, {
    remedy: 'Restore it from git or a backup, or delete it.',
  })
}

/** Removes the notes that a text names somebody in, also in damaged files. Returns how many there were. */
export async function removeNotesAbout(
  recordings: string,
  { isAbout, exchanges, dryRun }: NotesAbout,
): Promise<number> {
  const folder = notesFolderOf(recordings)
  const wanted = new Set([...exchanges].map(fileNameOf))
  let found = 0
  for (const name of await namesIn(folder)) {
    if (!wanted.has(name) && !(await textsOf(join(folder, name))).some(isAbout)) continue
    found += 1
    if (!dryRun) await rm(join(folder, name), { force: true })
  }
  return found
}

async function textsOf(file: string): Promise<readonly string[]> {
  const text = await readRegularText(file).catch(() => '')
  const parsed = parseNotes(text)
  return 'damage' in parsed ? [text] : [text, [...parsed.tags, parsed.note].join('\n')]
}

/** Removes the notes that are kept under the ids of exchanges, also damaged ones. Returns how many files there were. */
export async function removeNotes(recordings: string, exchanges: Iterable<string>): Promise<number> {
  const folder = notesFolderOf(recordings)
  const names = new Set(await namesIn(folder))
  const removed = [...exchanges].map(fileNameOf).filter((name) => names.has(name))
  for (const name of removed) await rm(join(folder, name), { force: true })
  return removed.length
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted()
  } catch (error) {
    if (isMissingFile(error)) return []
    throw error
  }
}

/** An id that is no usual one, out of an import or of another hand, is told apart by its hash. */
function fileNameOf(exchange: string): string {
  const plain = exchange.replaceAll(/[^\w-]/g, '_').slice(0, 64)
  const hash = createHash('sha256').update(exchange).digest('hex').slice(0, 16)
  return plain === exchange && plain !== '' ? `${plain}.json` : `${plain}-${hash}.json`
}
