import { closeSync, fstatSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { openRegularFileNow, readRegularFileNow } from '@ringback/recording/node'
import { recordingNameOf, sealedEnding } from './originals-folder.ts'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { endOfHeader, openSealedFile, readSealedHeader, type OpenedFile } from './sealed-file.ts'

/** Which sealed files there are, found by what they hold. Blocks while it reads. */
export interface SealedIndex {
  names(): readonly string[]
  /** The files whose names say that they belong to the recording of a key (see `keyOfExchange`). */
  named(key: string): readonly string[]
  /** The files whose headers name a key. Reads the headers of all files, once. */
  keyed(key: string): readonly string[]
}

const headBytes = 4096

/** `onDamage` is told of names of files that are no sealed files. */
export function createSealedIndex(folder: string, onDamage: (name: string) => void): SealedIndex {
  const names = sealedNamesIn(folder)
  const byCall = Map.groupBy(names, callInName)
  let byKey: Map<string, string[]> | undefined

  function readHeaders(): Map<string, string[]> {
    const files = new Map<string, string[]>()
    for (const name of names) {
      const header = headerAt(join(folder, name))
      if (header === undefined) onDamage(name)
      for (const key of header?.keys ?? []) {
        const found = files.get(key)
        if (found === undefined) files.set(key, [name])
        else found.push(name)
      }
    }
    return files
  }

  return {
    names: () => names,
    named: (key) => byCall.get(nameOfKey(key)) ?? [],
    keyed(key) {
      byKey ??= readHeaders()
      return byKey.get(key) ?? []
    },
  }
}

/** The names of the sealed files of a folder, sorted; none when there is no such folder. */
export function sealedNamesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(sealedEnding))
      .sort()
  } catch {
    return []
  }
}

/** The part of a sealed file's name that says whose it is: `CA...` or `no-call` with the day. */
function callInName(name: string): string {
  const stem = recordingNameOf(name)
  const [, call] = /^\d{8}T\d{9}Z-(.+?)(?:-\d+)?$/.exec(stem) ?? []
  return call ?? stem.replace(/-\d+$/, '')
}

/** What `callInName` gives for the recording of a key. */
function nameOfKey(key: string): string {
  const [, day] = /^no call on (.*)$/.exec(key) ?? []
  if (day !== undefined) return `${day.replaceAll('-', '')}-no-call`
  return key.replaceAll(/[^\w-]/g, '_').slice(0, 64)
}

/** The readable header of a sealed file; undefined when it is none, or cannot be read. */
export function headerAt(file: string): ReturnType<typeof readSealedHeader> {
  try {
    return headerOf(openRegularFileNow(file))
  } catch {
    return undefined
  }
}

/** Closes the file. */
function headerOf(descriptor: number): ReturnType<typeof readSealedHeader> {
  try {
    const head = Buffer.alloc(headBytes)
    const length = readSync(descriptor, head, 0, headBytes, 0)
    const end = endOfHeader(head.subarray(0, length))
    if (end === undefined || end <= length) return readSealedHeader(head.subarray(0, length))
    if (end > fstatSync(descriptor).size) return undefined
    const whole = Buffer.alloc(end)
    return readSealedHeader(whole.subarray(0, readSync(descriptor, whole, 0, end, 0)))
  } finally {
    closeSync(descriptor)
  }
}

/** Opens a sealed file of a folder; `damaged` also when it cannot be read. */
export function openSealedAt(file: string, ring: KeyRing): OpenedFile {
  try {
    return openSealedFile(readRegularFileNow(file), ring)
  } catch {
    return { type: 'damaged' }
  }
}
