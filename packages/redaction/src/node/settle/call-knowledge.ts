import { appendFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeStateFolder } from '@ringback/recording/node'
import type { CallSecrets } from '../../exchange/call-secrets.ts'
import { callersNeeded, createPathKnowledge, type PathKnowledge } from '../../exchange/path-knowledge.ts'
import type { Finding } from '../../finding.ts'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { newSegment, sealFrame } from '../seal/segment.ts'
import { firstFrame, readSegment } from '../spool/read-segment.ts'

/** What the redactor learned from earlier exchanges and needs for later ones, kept sealed through restarts. */
export interface CallKnowledgeFile {
  readonly callSecrets: CallSecrets
  readonly paths: PathKnowledge
  /** Writes what was learned since. Must be done before the exchanges that taught it are settled. */
  flush(): Promise<void>
}

/** What one frame of the file adds. */
interface Learned {
  readonly calls: readonly (readonly [callSid: string, findings: readonly Finding[]])[]
  readonly paths: readonly (readonly [segment: string, caller: string])[]
}

/** Values of more calls are forgotten, those of the oldest first. */
const mostCalls = 2000
/** Segments of paths that are remembered. */
const mostPaths = 20_000

/** Opens the file of a recordings folder and writes it anew, without what is forgotten. */
export async function openCallKnowledge(recordings: string, ring: KeyRing): Promise<CallKnowledgeFile> {
  const file = join(await makeStateFolder(recordings), 'call-knowledge.sealed')
  const calls = new Map<string, Finding[]>()
  const paths = createPathKnowledge()
  const knownPaths = new Map<string, Set<string>>()
  let news: { calls: [string, readonly Finding[]][]; paths: [string, string][] } = { calls: [], paths: [] }

  function learn(callSid: string, findings: readonly Finding[]): void {
    const known = calls.get(callSid)
    if (known === undefined) calls.set(callSid, [...findings])
    else known.push(...findings)
    const [oldest] = calls.keys()
    if (calls.size > mostCalls && oldest !== undefined) calls.delete(oldest)
  }

  function notePath(segment: string, caller: string): boolean {
    const callers = knownPaths.get(segment) ?? new Set()
    if (callers.size >= callersNeeded || callers.has(caller) || knownPaths.size >= mostPaths) return false
    knownPaths.set(segment, callers.add(caller))
    return true
  }

  for (const learned of await learnedIn(file, ring)) {
    for (const [callSid, findings] of learned.calls) learn(callSid, findings)
    for (const [segment, caller] of learned.paths) if (notePath(segment, caller)) paths.note(segment, caller)
  }
  const { key, header } = newSegment(ring.current)
  const all: Learned = {
    calls: [...calls],
    paths: paths
      .entries()
      .flatMap(([segment, callers]) => callers.map((caller) => [segment, caller] as const)),
  }
  await writeFile(`${file}.unfinished`, Buffer.concat([header, sealFrame(key, 0, textOf(all))]), {
    mode: 0o600,
  })
  await rename(`${file}.unfinished`, file)
  let frame = 1

  return {
    callSecrets: {
      load: (callSid) => calls.get(callSid),
      save(callSid, findings) {
        learn(callSid, findings)
        news.calls.push([callSid, findings])
      },
    },
    paths: {
      note(segment, caller) {
        if (notePath(segment, caller)) news.paths.push([segment, caller])
        return paths.note(segment, caller)
      },
    },
    async flush() {
      if (news.calls.length === 0 && news.paths.length === 0) return
      const sealed = sealFrame(key, frame, textOf(news))
      frame += 1
      news = { calls: [], paths: [] }
      await appendFile(file, sealed, { mode: 0o600 })
    },
  }
}

async function learnedIn(file: string, ring: KeyRing): Promise<Learned[]> {
  const learned: Learned[] = []
  try {
    const { size } = await stat(file)
    for (let from = firstFrame; ;) {
      const { frames, state } = await readSegment(file, ring, from, size)
      // Only `flush` writes what was sealed.
      for (const { text } of frames) if (text) learned.push(JSON.parse(text.toString('utf8')) as Learned)
      const next = frames.at(-1)?.next
      if (next === undefined || state !== 'more') break
      from = next
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  return learned
}

function textOf(learned: Learned): Buffer {
  return Buffer.from(JSON.stringify(learned))
}
