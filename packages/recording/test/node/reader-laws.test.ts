import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDirectoryStore, openRecordingsReader } from '@ringback/recording/node'
import { describe } from 'vitest'
import { recordingsReaderLaws } from '../laws/recordings-reader.ts'

describe('the reader of a folder', () => {
  recordingsReaderLaws(async () => {
    const directory = mkdtempSync(join(tmpdir(), 'ringback-reader-'))
    return {
      async write(exchanges) {
        const store = await openDirectoryStore({ directory })
        await Promise.all(exchanges.map(async (exchange) => store.append(exchange)))
        await store.close()
      },
      open: async () => openRecordingsReader({ directory }),
      remove: async () => rmSync(directory, { recursive: true }),
    }
  }, 20)
})
