import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { partiesOf, type Damage, type Exchange } from '@ringback/recording'
import { spoolFolderOf } from '../spool/spool-folder.ts'
import { createForgottenCheck } from '../forget/late/forgotten-check.ts'
import { openSettleStore } from '../store/open-settle-store.ts'
import type { SharedKnowledge } from '../store/shared-knowledge.ts'
import { openOwnClock } from '../store/own-clock.ts'
import { storeFailureOf, unavailable } from '../store/store-failure.ts'
import { createStoreTime, type StoreTime } from '../store/store-time.ts'
import type { AmongOthers } from './batch/among-others.ts'
import type { RecordedExchange, SettleNews, SettleOrder, SettleWorkerData, SpoolWriters } from './messages.ts'
import { createLoadGauge } from './load-gauge.ts'
import { createPositionBoard } from './position-board.ts'
import { redactionOf, type RedactionAmongOthers } from './redaction-of.ts'
import { createRetryPause } from './retry-pause.ts'
import { createWorkPace } from './work-pace.ts'
import { createSettler, type SettledStep } from './settler.ts'
import type { SettleSettings } from './settings.ts'
import { waitingInSpools } from './waiting-in-spools.ts'

// The thread that brings what is in the spool into the store. Started by `start-settling.ts` alone.

/** How long the worker rests when there is nothing to do. */
const idleMs = 200
/** After a step that settled fewer exchanges, the worker rests while a recorder is running. */
const fewExchanges = 50
/**
 * After about so long a step takes no more exchanges, so that what is recorded is told; when the recorder has closed and waits for
 * the rest, sooner.
 */
const stepMs = 2000
const lastStepsMs = 200
/** Nobody may write any more and others are still waited for: so long, in milliseconds. */
const lastMeetingMs = 2000
/** How many recorded exchanges are told in one message, so that it does not hold the calls' thread up. */
const toldAtOnce = 400

// Only `start-settling.ts` starts this file.
const data = workerData as SettleWorkerData
const orders = { writers: data.writers, isStopped: false }
let wake = (): void => undefined
let isWaitingTold = false

function send(news: SettleNews): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port to a thread, not a window
  parentPort?.postMessage(news)
}

async function sleep(ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    wake = () => {
      clearTimeout(timer)
      resolve()
    }
  })
}

parentPort?.on('message', (order: SettleOrder) => {
  if (order.type === 'writers') orders.writers = order.writers
  else if (order.type === 'finish') orders.writers = 'none'
  else orders.isStopped = true
  wake()
})

yieldToCalls()
await settle(data.settings)
parentPort?.close()

/** Whether somebody may still write to the spools. */
function isLive(): boolean {
  return orders.writers !== 'none'
}

function isWrittenBy(writers: SpoolWriters): (spool: number) => boolean {
  if (writers === 'none') return () => false
  if (writers === 'holder') return (spool) => spool === 0
  return (spool) => spool >= writers.first && !writers.ended.includes(spool)
}

/** Whether a recorder, which ends this thread when it wants to, waits for the rest; and not a command that reads. */
function isRecorders(): boolean {
  return data.writers !== 'none'
}

// oxlint-disable-next-line max-lines-per-function -- it makes the parts, and then works with them
async function settle(settings: SettleSettings): Promise<void> {
  const damage: Damage[] = []
  const board = createPositionBoard(data.board)
  const load = createLoadGauge(data.load)
  const time = createStoreTime(data.clock)
  const pause = createRetryPause(() => isLive())
  const pace = createWorkPace({
    isBusy: () => load.isBusy() && isLive() && !orders.isStopped,
    sleep,
    onRest: () => board.note(undefined),
  })
  const onDamage = (found: Damage): void => void damage.push(found)

  /** Tells of a failure and waits a while. Resolves to whether to try again. */
  async function failed(error: unknown, wasLive: boolean): Promise<boolean> {
    const failure = storeFailureOf(error)
    send({ type: 'store-failed', ...failure })
    await tellWaiting(settings)
    // A database may be there again in a moment; a disk will not.
    const isAway = settings.store !== undefined && failure.sort === unavailable
    if (!wasLive && !(isRecorders() && isAway)) return false
    await sleep(pause.next())
    return !orders.isStopped
  }

  const parts = await opened(async () => {
    const opened = await openSettleStore(settings, { pace, onDamage })
    try {
      return { ...opened, ...(await redactionOf(settings, { shared: opened.shared, onDamage })) }
    } catch (error) {
      await opened.store.close()
      throw error
    }
  }, failed)
  if (parts === undefined) return
  const { redact, flush, amongOthers, store, shared, setTime, keepOriginals, forgotten } = parts
  // A folder has no clock of its own.
  const ownClock = settings.store && (await openOwnClock(settings.recordings, time))
  let stepBegan = 0
  const settler = createSettler({
    recordings: settings.recordings,
    spool: spoolFolderOf(settings.recordings),
    ring: settings.ring,
    store,
    redact,
    async beforeStoring() {
      await ownClock?.flush()
      await flush()
    },
    ...(ownClock && { corrected: (observed, place) => ownClock.corrected(observed, place) }),
    ...(amongOthers && shared && { amongOthers: withOthers(amongOthers, shared, () => time.now()) }),
    ...(keepOriginals && { keepOriginals }),
    forgotten: createForgottenCheck(forgotten, settings),
    poisonous: data.poisonous,
    now: () => time.now(),
    onReading: (position) => board.note(position),
    async betweenExchanges() {
      await pace.betweenPieces()
      const wasTold = isRecorders() && !isLive()
      return performance.now() - stepBegan < (wasTold ? lastStepsMs : stepMs) && !orders.isStopped
    },
  })
  let isEmpty = false
  while (!orders.isStopped) {
    const wasLive = isLive()
    try {
      stepBegan = performance.now()
      pace.begin()
      if (ownClock !== undefined && time.clock() === undefined) tellClock(await setTime(time), time)
      const step = await settler.step(isWrittenBy(orders.writers))
      ownClock?.ended(step.ended)
      pause.reset()
      tell(step, damage.splice(0))
      tellClock(await setTime(time), time)
      // What trickles in is gathered: the file of a call is then written once for all of it.
      if (wasLive && step.recorded.length < fewExchanges) await sleep(idleMs)
      else if (wasLive) await pace.rest()
      if (!step.isIdle) continue
      isEmpty = !wasLive
      if (isEmpty) break
    } catch (error) {
      if (!(await failed(error, wasLive))) break
    }
  }
  await shared?.leave()
  await store.close()
  if (!orders.isStopped) send({ type: 'finished', isEmpty })
}

/** Meets the others for as long as a recorder is running. */
function withOthers(
  { readRequest, meet }: RedactionAmongOthers,
  shared: SharedKnowledge,
  now: () => number,
): AmongOthers {
  return {
    readRequest,
    async meet(requested, { until, through, oldest }) {
      let endedAt: number | undefined
      const mayWait = (): boolean => {
        if (!isLive()) endedAt ??= performance.now()
        return !orders.isStopped && (endedAt === undefined || performance.now() - endedAt < lastMeetingMs)
      }
      await meet(requested, { until, through, oldestMs: now() - oldest, mayWait })
    },
    idle: async (until) => shared.idle(until),
  }
}

/** Tells once how much waits for a database, also of earlier runs. */
async function tellWaiting({ recordings, ring, store }: SettleSettings): Promise<void> {
  if (store === undefined || isWaitingTold || !isLive()) return
  isWaitingTold = true
  const counts = await waitingInSpools(spoolFolderOf(recordings), ring).catch(() => [])
  send({ type: 'waiting', counts })
}

/** What `open` opens, as soon as it can be had; undefined when it cannot and nobody waits for it. */
async function opened<Parts>(
  open: () => Promise<Parts>,
  failed: (error: unknown, wasLive: boolean) => Promise<boolean>,
): Promise<Parts | undefined> {
  while (!orders.isStopped) {
    try {
      return await open()
    } catch (error) {
      if (!(await failed(error, isLive()))) break
    }
  }
  if (!orders.isStopped) send({ type: 'finished', isEmpty: false })
  return undefined
}

function tellClock(wasSet: boolean, time: StoreTime): void {
  const known = time.clock()
  if (wasSet && known !== undefined) send({ type: 'clock', clock: known })
}

function tell(step: SettledStep, damage: readonly Damage[]): void {
  const { settled, setAside, notes, ended } = step
  if (step.isIdle && damage.length === 0) return
  const recorded = step.recorded.map((exchange, index) => ({
    ...recordedOf(exchange),
    ...(isToldWhole(index, step.recorded.length) && { exchange }),
  }))
  let told = 0
  for (; recorded.length - told > toldAtOnce; told += toldAtOnce) {
    const part = recorded.slice(told, told + toldAtOnce)
    send({ type: 'step', settled: [], recorded: part, setAside: [], damage: [], notes: [], ended: [] })
  }
  send({
    type: 'step',
    settled,
    recorded: recorded.slice(told),
    setAside,
    damage: [...step.damage, ...damage],
    notes: [...notes, ...forgottenNotes(step.forgotten)],
    ended,
  })
}

function forgottenNotes(count: number): readonly string[] {
  if (count === 0) return []
  const what = count === 1 ? '1 exchange was' : `${count} exchanges were`
  return [`${what} not recorded: of somebody, or of a call, that was forgotten since.`]
}

function isToldWhole(index: number, count: number): boolean {
  return data.wholeExchanges === 'all' || (data.wholeExchanges === 'last' && index === count - 1)
}

function recordedOf(exchange: Exchange): RecordedExchange {
  const { id, kind, callSid, request, response } = exchange
  const status = response?.status ?? null
  return { id, kind, callSid, ...partiesOf([exchange]), method: request.method, status }
}

/** Lets the thread that carries calls go first where there are too few processors for both. Linux alone can do it. */
function yieldToCalls(): void {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    setPriority(thread, 8)
  } catch {
    // No /proc, or not allowed: the threads then share as the system likes.
  }
}
