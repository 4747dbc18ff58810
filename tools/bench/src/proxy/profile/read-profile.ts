import { readFileSync } from 'node:fs'

/** Processor time that code took by itself, without what it called. */
export interface SelfTime {
  readonly name: string
  readonly micros: number
}

/** Where a thread spent its time. */
export interface ThreadProfile {
  readonly byFunction: readonly SelfTime[]
  readonly byFile: readonly SelfTime[]
  /** All of it, without idling. */
  readonly micros: number
}

/** From when to when samples count, in microseconds of the monotonic clock. */
export interface Period {
  readonly from: number
  readonly to: number
}

/** What `node --cpu-prof` writes, as far as it is needed. */
interface CpuProfile {
  readonly startTime: number
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

/** The self times of a period of a file that `node --cpu-prof` wrote, longest first. */
export function readProfile(path: string, { from, to }: Period): ThreadProfile {
  // Node writes these files in this form.
  const { nodes, samples, timeDeltas, startTime } = JSON.parse(readFileSync(path, 'utf8')) as CpuProfile
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const byFunction = new Map<string, number>()
  const byFile = new Map<string, number>()
  let at = startTime
  let micros = 0
  for (const [index, id] of samples.entries()) {
    const delta = timeDeltas[index] ?? 0
    at += delta
    const frame = frames.get(id)
    if (frame === undefined || frame.functionName === '(idle)' || at < from || at > to) continue
    const file = fileOf(frame.url)
    const name = frame.functionName === '' ? '(anonymous)' : frame.functionName
    const place = file === '' ? name : `${name}, ${file}:${frame.lineNumber + 1}`
    byFunction.set(place, (byFunction.get(place) ?? 0) + delta)
    byFile.set(file === '' ? name : file, (byFile.get(file === '' ? name : file) ?? 0) + delta)
    micros += delta
  }
  return { byFunction: longestFirst(byFunction), byFile: longestFirst(byFile), micros }
}

function longestFirst(times: ReadonlyMap<string, number>): readonly SelfTime[] {
  return [...times].map(([name, micros]) => ({ name, micros })).toSorted((a, b) => b.micros - a.micros)
}

/** The name of a package and the file in it, without where it is installed. */
function fileOf(url: string): string {
  return url.replace(/^.*\/node_modules\//, '').replace('/dist/', '/')
}
