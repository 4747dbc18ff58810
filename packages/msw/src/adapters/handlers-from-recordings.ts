import type { Recording } from '@ringback/recording'
import { openDirectoryStore } from '@ringback/recording/node'
import {
  recordingHandlers,
  type RecordingHandlers,
  type RecordingHandlersOptions,
} from './recording-handlers.ts'

/** Answers in place of the app, from a folder of recordings, oldest first. Rejects when the folder cannot be read. */
export async function handlersFromRecordings(
  directory: string,
  options: RecordingHandlersOptions = {},
): Promise<RecordingHandlers> {
  const store = await openDirectoryStore({ directory, access: 'read' })
  const recordings: Recording[] = []
  try {
    for await (const recording of store.list()) recordings.unshift(recording)
  } finally {
    await store.close()
  }
  return recordingHandlers(recordings, options)
}
