import { readFileSync } from 'node:fs'

/** Processor time that was used so far, in milliseconds. */
export interface ProcessorTime {
  /** By a process with all its threads, and the processes that it started. */
  readonly allMs: number
  /** By the first thread of each of these processes alone. */
  readonly mainMs: number
}

/** A tick of the system's clock of processor time. */
const tickMs = 10

/** The processor time of a process so far. NaN where there is no /proc. */
export function processorTimeOf(pid: number): ProcessorTime {
  const times = [pid, ...descendantsOf(pid)].map((each) => ({
    allMs: msIn(`/proc/${each}/stat`),
    mainMs: msIn(`/proc/${each}/task/${each}/stat`),
  }))
  return {
    allMs: times.reduce((sum, { allMs }) => sum + allMs, 0),
    mainMs: times.reduce((sum, { mainMs }) => sum + mainMs, 0),
  }
}

/** Resident memory of a process and of those that it started, in MiB; NaN where there is no /proc. */
export function residentMiB(pid: number): number {
  return [pid, ...descendantsOf(pid)].reduce((sum, each) => {
    const kib = /^VmRSS:\s+(\d+)/m.exec(textOf(`/proc/${each}/status`))?.[1]
    return sum + Number(kib ?? NaN) / 1024
  }, 0)
}

function descendantsOf(pid: number): readonly number[] {
  const children = textOf(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)
  return [...children, ...children.flatMap(descendantsOf)]
}

function msIn(path: string): number {
  // The name of the process, which may hold anything, stands in parentheses before the numbers.
  const fields = textOf(path).split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * tickMs
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
