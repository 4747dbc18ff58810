import { parentPort, workerData } from 'node:worker_threads'
import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { isMissingFile, messageOf, RingbackError } from '@ringback/common'
import type { ListedRecording } from '@ringback/recording'
import { openRecordingsReader, readListedRecording } from '@ringback/recording/node'
import { readCallOf } from '../view/row-of.ts'
import type { FolderNews, FolderOrder, FolderThreadData, FoundCall, ReadNews } from './folder-messages.ts'
import { lowerThreadPriority } from './lower-priority.ts'
import { createPace } from './pace.ts'
import { watchFolder } from './watch-folder.ts'

// The thread that reads a folder of recordings, which blocks while it reads. Started by `start-folder-thread.ts` alone.

/** So many calls are handed over at once: taking them must not keep a request waiting. */
const callsInBatch = 500
/** So long recordings are read before they are handed over. */
const sliceMs = 40

/** Reading fewer files is over before anybody has seen that it was told. */
const filesWorthTelling = 250

/** What the thread knows of a call that it has told of. */
interface KnownCall {
  /** Changes when the call has got another exchange. */
  key: string
  files: readonly string[]
  isRead: boolean
}

// Only `start-folder-thread.ts` starts this file.
const { directory, stopFlag } = workerData as FolderThreadData
const known = new Map<string, KnownCall>()
const stop = new AbortController()
const pace = createPace()
let unread: string[] = []
let wanted: readonly string[] = []
let isDue = true
let wake = (): void => undefined
let taken = (): void => undefined

function send(news: FolderNews): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port to a thread, not a window
  parentPort?.postMessage(news)
}

/** Hands a batch over and waits until it was taken. */
async function handOver(news: FolderNews): Promise<void> {
  if (stop.signal.aborted) return
  const whenTaken = new Promise<void>((resolve) => {
    taken = resolve
  })
  send(news)
  await whenTaken
}

parentPort?.on('message', (order: FolderOrder) => {
  if (order.type === 'taken') taken()
  if (order.type === 'read-first') wanted = order.ids
  if (order.type === 'stop') {
    stop.abort()
    taken()
  }
  wake()
})

lowerThreadPriority()
watchFolder(directory, stop.signal, () => {
  isDue = true
  pace.changed()
  wake()
})
if (Atomics.load(stopFlag, 0) === 1) stop.abort()
while (!stop.signal.aborted) {
  const startedAt = performance.now()
  if (isDue) await look()
  else if (unread.length > 0 || wanted.length > 0) await readSlice()
  else await changeOfFolder()
  await rest(pace.restAfter(performance.now() - startedAt))
}
parentPort?.close()

async function changeOfFolder(): Promise<void> {
  await new Promise<void>((resolve) => {
    wake = resolve
  })
}

async function rest(ms: number): Promise<void> {
  if (ms < 1) await setImmediate()
  else await sleep(ms, undefined, { signal: stop.signal }).catch(() => undefined)
}

/** Looks which calls are in the folder now, and tells what is new, changed or gone. */
async function look(): Promise<void> {
  isDue = false
  try {
    const reader = await openRecordingsReader({
      directory,
      onProgress(read, total) {
        if (Atomics.load(stopFlag, 0) === 1) throw new Error('The reading was stopped.')
        if (total >= filesWorthTelling && read < total) send({ type: 'opening', read, total })
      },
    })
    await tellChanges([...(await reader.list())].toReversed())
    send({ type: 'looked', damage: reader.damage().map(({ where, reason }) => `${where}: ${reason}`) })
  } catch (error) {
    // A folder that is being replaced may be gone for a moment; the next change is looked at again.
    const isGone = isMissingFile(error) || (error instanceof RingbackError && error.code === 'no-recordings')
    if (!isGone && Atomics.load(stopFlag, 0) === 0)
      send({ type: 'looked', damage: [`${directory}: ${messageOf(error)}`] })
  }
}

/** `listed`: all recordings, newest first. */
async function tellChanges(listed: readonly ListedRecording[]): Promise<void> {
  const present = new Set(listed.map(({ summary }) => summary.firstId))
  const gone = [...known.keys()].filter((id) => !present.has(id))
  for (const id of gone) known.delete(id)
  let batch: FoundCall[] = []
  let hasToldGone = gone.length === 0
  const tell = async (): Promise<void> => {
    if (batch.length === 0 && hasToldGone) return
    await handOver({ type: 'listed', calls: batch, gone: hasToldGone ? [] : gone })
    hasToldGone = true
    batch = []
  }
  for (const { summary, files } of listed) {
    const { firstId, callSid, startedAt, from, to, exchanges, problems } = summary
    const key = `${exchanges} ${problems} ${files.join(' ')}`
    const before = known.get(firstId)
    if (before?.key === key) continue
    known.set(firstId, { key, files, isRead: false })
    batch.push({ summary: { firstId, callSid, startedAt, from, to, exchanges, problems }, files })
    if (batch.length >= callsInBatch) await tell()
    if (stop.signal.aborted) return
  }
  await tell()
  unread = listed.flatMap(({ summary: { firstId } }) =>
    known.get(firstId)?.isRead === true ? [] : [firstId],
  )
  // The next one to read is at the end.
  unread.reverse()
}

/** Reads recordings that were not read yet, for a moment: those that are on a screen first, then the newest. */
async function readSlice(): Promise<void> {
  const until = performance.now() + sliceMs
  const calls: ReadNews[] = []
  while (performance.now() < until && calls.length < callsInBatch) {
    const [first, ...others] = wanted
    const id = first ?? unread.pop()
    if (first !== undefined) wanted = others
    if (id === undefined) break
    const call = known.get(id)
    if (call === undefined || call.isRead) continue
    call.isRead = true
    const recording = readListedRecording(directory, { files: call.files, firstId: id })
    if (recording !== undefined) calls.push({ id, ...readCallOf(recording) })
  }
  if (calls.length > 0) await handOver({ type: 'read', calls })
}
