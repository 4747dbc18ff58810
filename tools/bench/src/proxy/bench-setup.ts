import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import type { Contestant, Running, Setup } from './contestants/contestant.ts'

/** What the sections of the bench have in common. */
export interface Bench {
  readonly setup: Setup
  /** What the app is. */
  readonly appTitle: string
  /** The process of the app. */
  readonly appPid: number
  /** Short rounds that show that everything works. */
  readonly isQuick: boolean
  /** How many rounds are measured, and how long each lasts. */
  readonly rounds: number
  readonly seconds: number
  /** The contestants that were asked for; undefined for all. */
  readonly contestants: ReadonlySet<string> | undefined
  /** Requests per second of the soak; undefined for half of what is measured then. */
  readonly soakRate: number | undefined
  /** How long the soak lasts. */
  readonly soakMinutes: number
  /** Makes an empty folder. */
  newFolder(name: string): string
}

/** A contestant that was started. */
export interface Entered {
  readonly id: string
  readonly title: string
  readonly running: Running
}

/** What a section found: Markdown. */
export type Lines = readonly string[]

/** Makes folders below one. */
export function folderMaker(root: string): Bench['newFolder'] {
  mkdirSync(root, { recursive: true })
  return (name) => mkdtempSync(join(root, `${name}-`))
}

/** Starts the contestants that were asked for. `absent` says of the others why they are not measured. */
export async function enter(
  bench: Bench,
  contestants: readonly Contestant[],
): Promise<{ readonly entered: readonly Entered[]; readonly absent: Lines }> {
  const entered: Entered[] = []
  const absent: string[] = []
  for (const contestant of contestants) {
    const { id, title } = contestant
    if (bench.contestants !== undefined && !bench.contestants.has(id)) continue
    const missing = contestant.missing(bench.setup)
    if (missing === undefined) {
      entered.push({ id, title, running: await contestant.start(bench.setup, bench.newFolder(id)) })
    } else absent.push(`Not measured: ${title}: ${missing}.`)
  }
  return { entered, absent }
}
