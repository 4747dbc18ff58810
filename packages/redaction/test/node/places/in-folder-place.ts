import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { folderNotes, openDirectoryStore } from '@ringback/recording/node'
import { openOriginals, originalsFolderOf, pruneOriginals, rotateKeys } from '@ringback/redaction/node'
import { originalsIn } from '../../../src/node/originals/original-text.ts'
import { openSealedFile } from '../../../src/node/originals/sealed-file.ts'
import { killedWhen, recordDirectly } from '../record-directly.ts'
import { everythingIn, inFolder, recordedIn } from '../support.ts'
import type { InPlace } from './recorded-place.ts'

/** Gives a recordings folder. */
export const inFolderPlace: InPlace = async (use) =>
  inFolder(async (recordings, ring) => {
    const folder = originalsFolderOf(recordings)
    const sealed = async (): Promise<string[]> => {
      const names = await readdir(folder).catch(() => [])
      return names.filter((name) => name.endsWith('.sealed')).map((name) => join(folder, name))
    }
    await use({
      recordings,
      ring,
      notes: folderNotes(recordings),
      where: { recordings, ring },
      record: async (observed, options) => recordDirectly(recordings, ring, observed, options),
      recorded: async () => recordedIn(recordings),
      open: async (options) => openOriginals({ recordings, ring, ...options }),
      async originals() {
        const files = await Promise.all((await sealed()).map(async (file) => readFile(file)))
        return files
          .flatMap((bytes) => {
            const opened = openSealedFile(bytes, ring)
            return opened.type === 'opened' ? [...originalsIn(opened.text).keys()] : []
          })
          .sort()
      },
      async damage() {
        for (const file of await sealed()) {
          const bytes = await readFile(file)
          bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1
          await writeFile(file, bytes)
        }
      },
      async loseRecordings(exchanges) {
        const store = await openDirectoryStore({ directory: recordings })
        const files = await Promise.all(exchanges.map(async (exchange) => store.fileOf(exchange)))
        await store.close()
        for (const file of new Set(files)) if (file !== undefined) await rm(join(recordings, file))
      },
      async prune(before, dryRun) {
        const pruned = await pruneOriginals({ recordings, dryRun, ...(before !== undefined && { before }) })
        return pruned.length
      },
      rotate: async (keys, killed) =>
        rotateKeys({ recordings, ring: keys, ...(killed && { fs: killedWhen(killed) }) }),
      everything: async () => everythingIn(recordings),
    })
  })
