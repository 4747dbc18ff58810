import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Exchange } from '@ringback/recording'
import type { Phone } from '@ringback/simulator'
import type { RecordingsPlace } from '../../recordings/place.ts'
import { recordingSettings, type RecordingOptions } from '../../recordings/recording-settings.ts'
import { openRecordingWriter, type RecordingWriter } from '../../recordings/recording-writer.ts'
import type { LoadedConfig } from '../../config/load-config.ts'
import type { Io } from '../../shell/io.ts'

/** A recording that is written while its call goes on, so that a page can show it. */
export interface LiveRecording {
  readonly place: RecordingsPlace
  /** Writes what is answered from now on. */
  readonly follow: (phone: Phone) => void
  /** Writes the rest of a call that is over. Throws a `RingbackError` when something could not be written. */
  readonly finish: (exchanges: readonly Exchange[]) => Promise<void>
  /** Ends the writing; a temporary folder is removed. */
  readonly close: () => Promise<void>
}

/** Where a call is recorded that is shown. */
export interface LiveRecordingOptions extends RecordingOptions {
  /** False: into a temporary folder, with a key of its own. */
  readonly record: boolean
}

/** Opens the folder. Throws a `RingbackError` when it cannot be written to. */
export async function openLiveRecording(
  options: LiveRecordingOptions,
  loaded: LoadedConfig,
  io: Io,
): Promise<LiveRecording> {
  const settings = recordingSettings(options, loaded, io)
  if (options.record) return followWith(await openRecordingWriter(settings, io), settings.place)
  const directory = await mkdtemp(join(tmpdir(), 'ringback-shown-'))
  const place = { folder: join(directory, 'recordings') }
  const writer = await openRecordingWriter({ ...settings, place, directory, originals: false }, io)
  const recording = followWith(writer, place)
  return {
    ...recording,
    async close() {
      await recording.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

function followWith(writer: RecordingWriter, place: RecordingsPlace): LiveRecording {
  const written = new Set<string>()
  let failure: unknown
  let last = Promise.resolve()
  let isOpen = true
  const closeWriter = async (): Promise<void> => {
    if (!isOpen) return
    isOpen = false
    await writer.close()
  }
  const write = (exchanges: readonly Exchange[]): void => {
    for (const exchange of exchanges) {
      if (written.has(exchange.id)) continue
      written.add(exchange.id)
      last = last
        .then(() => writer.append(exchange))
        .catch((error: unknown) => {
          failure ??= error
        })
    }
  }
  return {
    place,
    follow({ simulation }) {
      simulation.log.listen((event) => {
        if (event.type === 'webhook-answered') write(event.exchanges)
      })
    },
    async finish(exchanges) {
      write(exchanges)
      await last
      await closeWriter()
      if (failure !== undefined) throw failure
    },
    async close() {
      await last
      await closeWriter()
    },
  }
}
