import { join } from 'node:path'
import { parseRecording } from '../../parse-recording.ts'
import { recordingsOf } from '../../recordings-of.ts'
import { isPartName, keysOfRecording, unfinishedEnding } from './file-names.ts'
import { loadRecording, type RecordingFolder } from './folder.ts'
import { exchangesIn, replaceFiles } from './merge.ts'

const headBytes = 8192

/**
 * Finds out what a folder holds: what an interrupted write left is removed, what cannot be read is reported. Only
 * regular files are opened.
 */
export async function indexFolder(folder: RecordingFolder): Promise<void> {
  const { fs, directory, isReadOnly, index, taken, report } = folder
  for (const { name, kind } of await fs.list(directory)) {
    taken.add(name)
    if (name.startsWith('.')) continue
    if (name.endsWith(unfinishedEnding)) {
      if (!isReadOnly && kind === 'file') await fs.remove(join(directory, name))
    } else if (name.endsWith('.json')) {
      if (kind === 'file') {
        const keys = await keysOf(folder, name)
        if (keys) index.set(name, keys)
      } else {
        const what =
          kind === 'directory' ? 'a directory' : 'not a regular file (a pipe, socket, device or broken link)'
        report({ where: join(directory, name), reason: `${what}; it was not opened` })
      }
    }
  }
  if (!isReadOnly) await healOverlaps(folder)
}

async function keysOf(folder: RecordingFolder, name: string): Promise<readonly string[] | undefined> {
  const { fs, directory } = folder
  const bytes = await fs.readHead(join(directory, name), headBytes).catch(() => new Uint8Array())
  const head = new TextDecoder().decode(bytes)
  const end = head.indexOf('\n  "exchanges": [')
  if (end >= 0 && !head.includes('"callSid": null')) {
    // The head is a recording of no exchanges.
    const parsed = parseRecording(`${head.slice(0, end)}"exchanges":[]}`)
    if ('recording' in parsed) return keysOfRecording(parsed.recording)
  }
  // A file of another hand, or a damaged one, is read as a whole.
  const recording = await loadRecording(folder, name)
  return recording && keysOfRecording(recording)
}

// Two files with the same leg are left when a run was killed between writing one and removing the other.
async function healOverlaps(folder: RecordingFolder): Promise<void> {
  const { index } = folder
  for (const name of index.names()) {
    if (!index.has(name) || isPartName(name)) continue
    const files = index.filesOf(index.keysOf(name))
    if (files.filter((each) => !isPartName(each)).length < 2) continue
    await replaceFiles(folder, recordingsOf(await exchangesIn(folder, files)), files)
  }
}
