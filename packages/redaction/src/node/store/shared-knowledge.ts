import { createHmac, randomUUID } from 'node:crypto'
import type { LearnedValues } from '@ringback/recording'
import type { Finding } from '../../finding.ts'
import { createLru } from '../../pseudonyms/lru.ts'
import { keyObjectOf } from '../keys/key-object.ts'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { openSealedFile, sealFile } from '../originals/sealed-file.ts'

/** What an exchange has shown to be private in a call. */
export interface LearnedOfCall {
  /** As Twilio sent it. */
  readonly callSid: string
  /** When the exchange was answered, in milliseconds since 1970: only what was answered later is redacted by it. */
  readonly answeredAt: number
  readonly findings: readonly Finding[]
}

/** What recorders that record into one database tell each other of calls whose webhooks reach several of them. */
export interface SharedKnowledge {
  /**
   * Tells the others what was learned, which is everything of the exchanges that were answered before `until`. Resolves to what they
   * have told of some calls since they were asked last. Before that it waits, while `mayWait` says so, until they have told
   * everything of what was answered before `through`; not for one that ended without saying so, or is a minute behind. What an earlier
   * run has left waits for a while, where others record as well: they may have left something, too, and be started at the same time.
   * Rejects when the database does not take or give it. Times are in milliseconds since 1970.
   */
  meet(meeting: Meeting): Promise<readonly LearnedOfCall[]>
  /** Tells that nothing was answered before `until` that was not told, now and then. Never rejects. */
  idle(until: number): Promise<void>
  /** The others need not wait any more. Never rejects. */
  leave(): Promise<void>
}

/** See `SharedKnowledge.meet`. */
export interface Meeting {
  readonly learned: readonly LearnedOfCall[]
  readonly until: number
  readonly callSids: readonly string[]
  readonly through: number
  /** How many milliseconds ago the first of the exchanges was answered. */
  readonly oldestMs: number
  readonly mayWait: () => boolean
}

export interface SharedKnowledgeOptions {
  /** How this recorder is known to the others. Default: a name that nobody has. */
  readonly recorder?: string | undefined
  readonly sleep: (ms: number) => Promise<void>
}

/** Of so many calls is remembered what was told. */
const callsRemembered = 5000
/** No call is longer; what was told of older ones is removed each hour. */
const keptHours = 25
const pruneMs = 60 * 60_000
/** One that is so far behind is not waited for: the spool of this recorder would fill up. */
const mostBehindMs = 60_000
/** One that was not heard of for so long has ended. */
const silentMs = 10_000
/**
 * Whoever could not reach the database waits so long for others that could not either. They try again after 5 s at most, and connecting
 * may take as long as it did for this one.
 */
const reconnectingMs = 20_000
/** Whoever has nothing to tell does so more often: nothing for so long is an outage. */
const outageFromMs = 7000
/** What was answered so long before the database was reached first was left by an earlier run, or before an outage ended. */
const leftMs = 5000
/** It is finished so long after that: by then others that were started at about the same time have told theirs. */
const startingMs = 30_000
/** Others that were not heard of for longer are not expected to be started again. */
const expectedMs = 60 * 60_000
/** How often is asked whether the others have told, in milliseconds. */
const askAgainMs = 50
/** How often one that has nothing to tell says so: sooner while there are others, which may wait. */
const idleMs = { alone: 5000, withOthers: 200 } as const

/**
 * Tells over a database. It holds neither CallSids nor values: calls are named by an HMAC under the redaction key, and what is told is
 * sealed under it. What cannot be opened with a key of the ring is passed over.
 */
export function createSharedKnowledge(
  values: LearnedValues,
  ring: KeyRing,
  { recorder = randomUUID(), sleep }: SharedKnowledgeOptions,
): SharedKnowledge {
  const takeOfOthers = createInbox(values, ring, recorder)
  const telling = createTelling(values, ring, recorder)
  const connection = createConnectionTimes()
  let idleAgainAt = 0

  /** Tells, and asks until when the others have told. */
  async function askAfter(tell: () => Promise<void>, from: number): Promise<number | undefined> {
    const told = await connection.timed(async () => {
      await tell()
      return values.toldByOthers(recorder, from, silentMs + connection.outageMs())
    })
    idleAgainAt = performance.now() + (told === undefined ? idleMs.alone : idleMs.withOthers)
    return told
  }

  /** Whether there are others, also such as may have ended. */
  async function areExpected(): Promise<boolean> {
    return (await connection.timed(async () => values.toldByOthers(recorder, 0, expectedMs))) !== undefined
  }

  return {
    async meet({ learned, until, callSids, through, oldestMs, mayWait }) {
      const from = through - mostBehindMs
      let told = await askAfter(async () => telling(learned, until), from)
      const isLeft = connection.isFirst() && oldestMs - connection.ageMs() > leftMs && (await areExpected())
      const isEarly = (): boolean => isLeft && connection.ageMs() < startingMs
      while ((isEarly() || (told !== undefined && told < through)) && mayWait()) {
        await sleep(askAgainMs)
        told = await askAfter(async () => undefined, from)
      }
      return connection.timed(async () => takeOfOthers(callSids))
    },
    async idle(until) {
      if (performance.now() < idleAgainAt) return
      try {
        await askAfter(async () => telling([], until), until - mostBehindMs)
      } catch {
        // What is recorded next tells of the failure.
        idleAgainAt = performance.now() + idleMs.alone
      }
    },
    async leave() {
      // Whoever ends while the database is away would wait for it once more.
      if (connection.isThere()) await values.leave(recorder).catch(() => undefined)
    },
  }
}

/**
 * Tells what one recorder has learned, to all others: `until`, in milliseconds since 1970, says that it is everything of what this one
 * answered before. Rejects when the database does not take it.
 */
export function createTelling(
  values: LearnedValues,
  ring: KeyRing,
  recorder: string,
): (learned: readonly LearnedOfCall[], until?: number) => Promise<void> {
  const outbox = createOutbox()
  let pruneAt = performance.now() + pruneMs
  return async (learned, until) => {
    const sealed = outbox.news(learned).map(({ callSid, answeredAt, findings }) => {
      const call = nameOf(callSid, ring)
      const text = Buffer.from(JSON.stringify({ answeredAt, findings } satisfies ToldText))
      return { call, sealed: sealFile({ recording: call, keys: [] }, text, ring.current) }
    })
    try {
      await values.add(recorder, sealed, until)
    } catch (error) {
      outbox.failed()
      throw error
    }
    if (performance.now() < pruneAt) return
    pruneAt = performance.now() + pruneMs
    await values.prune(keptHours)
  }
}

/** Since when the database can be reached, and for how long it could not before. */
interface ConnectionTimes {
  /** Does something over it. */
  timed<Result>(work: () => Promise<Result>): Promise<Result>
  /** Whether it could be reached last. */
  isThere(): boolean
  /** For how many milliseconds it can be reached without an outage. */
  ageMs(): number
  /** Whether there was no outage since it was reached first. */
  isFirst(): boolean
  /** For how many milliseconds it could not be reached, as long as others may not have come back; then 0. */
  outageMs(): number
}

function createConnectionTimes(): ConnectionTimes {
  let connectedAt = performance.now()
  let reachedAt: number | undefined
  let isThere = false
  let outage = 0
  /** How long ago it was reached, when that is an outage. */
  const gapAt = (now: number): number => {
    const gap = now - (reachedAt ?? now)
    return gap > outageFromMs ? gap : 0
  }
  return {
    async timed(work) {
      try {
        const result = await work()
        const now = performance.now()
        const gap = gapAt(now)
        if (gap > 0 || reachedAt === undefined) {
          connectedAt = now
          outage = gap
        }
        reachedAt = now
        isThere = true
        return result
      } catch (error) {
        isThere = false
        throw error
      }
    },
    isThere: () => isThere,
    isFirst: () => outage === 0,
    ageMs: () => performance.now() - connectedAt,
    outageMs() {
      const now = performance.now()
      const gap = gapAt(now)
      if (gap > 0) return gap
      return now - connectedAt < reconnectingMs ? outage : 0
    },
  }
}

/** What is sealed. */
type ToldText = Pick<LearnedOfCall, 'answeredAt' | 'findings'>

/** The name of a call in the database. */
function nameOf(callSid: string, ring: KeyRing): string {
  return createHmac('sha256', keyObjectOf(ring.current.sealKey)).update(`learned of ${callSid}`).digest('hex')
}

/** Takes what others have told of some calls, each of it once. */
function createInbox(
  values: LearnedValues,
  ring: KeyRing,
  recorder: string,
): (callSids: readonly string[]) => Promise<readonly LearnedOfCall[]> {
  const seen = createLru<Set<string>>(callsRemembered)
  return async (callSids) => {
    const byName = new Map(callSids.map((callSid) => [nameOf(callSid, ring), callSid]))
    const told: LearnedOfCall[] = []
    for (const { number, call, sealed } of await values.ofOthers(recorder, [...byName.keys()])) {
      const known = seen.get(call) ?? new Set()
      if (known.has(number)) continue
      seen.set(call, known.add(number))
      const opened = openSealedFile(Buffer.from(sealed), ring)
      const callSid = byName.get(call)
      if (callSid === undefined || opened.type !== 'opened' || opened.header.recording !== call) continue
      // `tell` has sealed it.
      told.push({ callSid, ...(JSON.parse(opened.text.toString('utf8')) as ToldText) })
    }
    return told
  }
}

/** Leaves out what was told of a call before: each webhook shows the numbers of its call again. */
interface Outbox {
  /** What was not told of the calls so far; it counts as told from now on. */
  news(learned: readonly LearnedOfCall[]): readonly LearnedOfCall[]
  /** What counts as told may not have been. */
  failed(): void
}

function createOutbox(): Outbox {
  /** By call: private values, and the earliest time from which on the others know them. */
  let told = createLru<Map<string, number>>(callsRemembered)
  return {
    news(learned) {
      return learned.flatMap(({ callSid, answeredAt, findings }) => {
        const known = told.get(callSid) ?? new Map<string, number>()
        told.set(callSid, known)
        const news = findings.filter(({ raw }) => answeredAt < (known.get(raw) ?? Infinity))
        for (const { raw } of news) known.set(raw, answeredAt)
        return news.length === 0 ? [] : [{ callSid, answeredAt, findings: news }]
      })
    },
    failed() {
      told = createLru(callsRemembered)
    },
  }
}
