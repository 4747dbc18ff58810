/** One event of a JSON report, whatever command wrote it. */
export interface ReportEvent {
  readonly type: string
  /** Of the closing event. */
  readonly counts?: Readonly<Record<string, number>>
  /** Of the opening event of a verification. */
  readonly interactions?: number
}

export interface MergedReport {
  readonly events: readonly ReportEvent[]
  /** True when one of the reports has something that fails a run. */
  readonly findings: boolean
}

/** What fails a run: interactions that failed, answers that changed. */
const failing = ['failed', 'changed'] as const

/** Reports of parts of one run as the report of the whole: the events in their order, the counts added up. */
export function mergeReports(reports: readonly (readonly ReportEvent[])[]): MergedReport {
  const all = reports.flat()
  const starts = all.filter(({ type }) => type === 'started')
  const counts = new Map<string, number>()
  for (const event of all) {
    if (event.type !== 'finished') continue
    for (const [name, number] of Object.entries(event.counts ?? {}))
      counts.set(name, (counts.get(name) ?? 0) + number)
  }
  const interactions = starts.reduce((sum, event) => sum + (event.interactions ?? 0), 0)
  return {
    events: [
      ...(starts.length > 0 ? [{ ...starts[0], type: 'started', interactions }] : []),
      ...all.filter(({ type }) => type !== 'started' && type !== 'finished'),
      { type: 'finished', counts: Object.fromEntries(counts) },
    ],
    findings: failing.some((name) => (counts.get(name) ?? 0) > 0),
  }
}
