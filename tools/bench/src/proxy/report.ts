import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import type { Lines } from './bench-setup.ts'

/** The load average of the machine in the last minute. */
export function machineLoad(): string {
  return (loadavg()[0] ?? NaN).toFixed(1)
}

/** When and where a section was measured. */
export function measuredWhere(loadBefore: string): string {
  const [processor] = cpus()
  const machine = `${cpus().length} processors (${processor?.model.trim() ?? 'unknown'}), Node ${process.versions.node}`
  const when = new Date().toISOString().slice(0, 16).replace('T', ' ')
  return `Measured ${when} UTC on ${machine}; load average ${loadBefore} before and ${machineLoad()} after.`
}

/** Replaces one section of a file of results, or adds it; sections begin with `## `. */
export function saveSection(path: string, title: string, introduction: string, lines: Lines): void {
  const [, ...sections] = (existsSync(path) ? readFileSync(path, 'utf8') : '').split(/^(?=## )/m)
  const text = `## ${title}\n\n${lines.join('\n')}`
  const at = sections.findIndex((section) => section.startsWith(`## ${title}\n`))
  if (at < 0) sections.push(text)
  else sections[at] = text
  writeFileSync(path, `${[introduction, ...sections].map((part) => part.trim()).join('\n\n')}\n`)
}
