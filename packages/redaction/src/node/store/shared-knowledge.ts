import { createHmac, randomUUID } from 'node:crypto'
import type { LearnedValues } from '@ringback/recording/postgres'
import type { Finding } from '../../finding.ts'
import { createLru } from '../../pseudonyms/lru.ts'
import { keyObjectOf } from '../keys/key-object.ts'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { openSealedFile, sealFile } from '../originals/sealed-file.ts'

/** What was found to be private in a call, by the CallSid that Twilio sent. */
export type LearnedOfCall = readonly [callSid: string, findings: readonly Finding[]]

/** What recorders that record into one database tell each other of calls whose webhooks reach several of them. */
export interface SharedKnowledge {
  /** Tells the others. */
  tell(learned: readonly LearnedOfCall[]): Promise<void>
  /** What the others have told of some calls since this was asked last. Rejects when they cannot be asked. */
  ask(callSids: readonly string[]): Promise<readonly LearnedOfCall[]>
}

/** Of so many calls is remembered what was told. */
const callsRemembered = 5000
/** No call is longer; what was told of older ones is removed each hour. */
const keptHours = 25
const pruneMs = 60 * 60_000

/**
 * Tells over a database. It holds neither CallSids nor values: calls are named by an HMAC under the redaction key, and what is told is
 * sealed under it. What cannot be opened with a key of the ring is passed over.
 */
export function createSharedKnowledge(values: LearnedValues, ring: KeyRing): SharedKnowledge {
  const recorder = randomUUID()
  const seen = createLru<Set<string>>(callsRemembered)
  let pruneAt = performance.now() + pruneMs
  const nameOf = (callSid: string): string =>
    createHmac('sha256', keyObjectOf(ring.current.sealKey)).update(`learned of ${callSid}`).digest('hex')
  return {
    async tell(learned) {
      await values.add(
        recorder,
        learned.map(([callSid, findings]) => {
          const call = nameOf(callSid)
          const text = Buffer.from(JSON.stringify(findings))
          return { call, sealed: sealFile({ recording: call, keys: [] }, text, ring.current) }
        }),
      )
      if (performance.now() < pruneAt) return
      pruneAt = performance.now() + pruneMs
      await values.prune(keptHours)
    },
    async ask(callSids) {
      const byName = new Map(callSids.map((callSid) => [nameOf(callSid), callSid]))
      const told: LearnedOfCall[] = []
      for (const { number, call, sealed } of await values.ofOthers(recorder, [...byName.keys()])) {
        const known = seen.get(call) ?? new Set()
        if (known.has(number)) continue
        seen.set(call, known.add(number))
        const opened = openSealedFile(Buffer.from(sealed), ring)
        const callSid = byName.get(call)
        if (callSid === undefined || opened.type !== 'opened' || opened.header.recording !== call) continue
        // `tell` made it of findings.
        told.push([callSid, JSON.parse(opened.text.toString('utf8')) as readonly Finding[]])
      }
      return told
    },
  }
}
