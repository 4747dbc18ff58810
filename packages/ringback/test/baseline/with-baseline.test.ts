import * as fc from 'fast-check'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { BaselineEntry } from '../../src/baseline/baseline.ts'
import { withBaseline } from '../../src/baseline/with-baseline.ts'
import type { JudgedCase } from '../../src/reporters/judged.ts'
import type { RunEnd } from '../../src/reporters/report-run.ts'
import type { ReportItem } from '../../src/reporters/reporter.ts'

const cwd = mkdtempSync(join(tmpdir(), 'ringback-baseline-'))

interface Options {
  readonly entries?: readonly BaselineEntry[]
  readonly update?: boolean
  readonly end?: RunEnd
}

async function run(
  cases: readonly JudgedCase[],
  { entries = [], update = false, end = {} }: Options,
): Promise<{ readonly cases: readonly JudgedCase[]; readonly notes: readonly string[] }> {
  async function* items(): AsyncGenerator<ReportItem, RunEnd, undefined> {
    yield { cases }
    return end
  }
  const baseline = { file: 'b.json', entries: { fuzz: entries, map: [entryOf('of-the-map')] } }
  const judged = withBaseline(items(), { baseline, command: 'fuzz', update, io: { cwd } })
  const seen: JudgedCase[] = []
  let next = await judged.next()
  while (next.done !== true) {
    seen.push(...(next.value.cases ?? []))
    next = await judged.next()
  }
  return { cases: seen, notes: next.value.notes ?? [] }
}

function entryOf(id: string, reason = 'known'): BaselineEntry {
  return { id, code: 'c', where: 'w', reason }
}

function failedCase(...ids: string[]): JudgedCase {
  const problems = ids.map((id) => ({
    code: 'c',
    severity: 'error' as const,
    message: id,
    fingerprint: id,
    where: 'w',
  }))
  return { suite: 's', name: 'n', verdict: 'failed', seconds: 0, problems }
}

function written(): { readonly fuzz: readonly BaselineEntry[]; readonly map: readonly BaselineEntry[] } {
  return JSON.parse(readFileSync(join(cwd, 'b.json'), 'utf8')) as never
}

it('fails a case exactly when one of its errors is not accepted', async () => {
  const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(ids, fc.func(fc.boolean()), async (all, isAccepted) => {
      const entries = all.filter((id) => isAccepted(id)).map((id) => entryOf(id))
      const { cases } = await run([failedCase(...all)], { entries })
      expect(cases[0]?.verdict).toBe(entries.length === all.length ? 'passed' : 'failed')
      const accepted = cases[0]?.problems.filter((problem) => problem.accepted !== undefined)
      expect(accepted?.map(({ fingerprint }) => fingerprint)).toEqual(entries.map(({ id }) => id))
    }),
  )
})

it('keeps a failure without an id', async () => {
  const without = { ...failedCase(), problems: [{ code: 'c', severity: 'error' as const, message: 'm' }] }
  expect((await run([without], { update: true })).cases[0]?.verdict).toBe('failed')
})

it('says what is gone, but not as gone when the run was not complete', async () => {
  const entries = [entryOf('a'), entryOf('b')]
  const complete = await run([failedCase('a')], { entries })
  expect(complete.notes).toEqual([
    '1 finding accepted in b.json.',
    'Accepted in b.json, and gone: b (w; known). Remove with --update-baseline.',
  ])
  for (const end of [{ isComplete: false }, { nothingJudged: 'Nothing.' }]) {
    const { notes } = await run([failedCase('a')], { entries, end })
    expect(notes.at(-1)).toContain('not seen in this run, which was not complete: b')
  }
})

it('writes what fails, with a reason to be filled in, and keeps the rest of the file', async () => {
  const entries = [entryOf('gone'), entryOf('kept', 'an old reason')]
  const { cases, notes } = await run([failedCase('new', 'kept')], { entries, update: true })
  expect(cases[0]?.verdict).toBe('passed')
  expect(written()).toEqual({
    fuzz: [entryOf('kept', 'an old reason'), entryOf('new', 'TODO: say why')],
    map: [entryOf('of-the-map')],
  })
  expect(notes).toContain('Wrote b.json: 1 added, 1 removed.')
  expect(notes).toContain('Without a reason in b.json: new. Replace "TODO: say why".')
})

it('removes nothing after a run that was not complete', async () => {
  await run([failedCase('new')], { entries: [entryOf('old')], update: true, end: { isComplete: false } })
  expect(written().fuzz.map(({ id }) => id)).toEqual(['new', 'old'])
})

it('warns of a reason that is still to be filled in', async () => {
  const { notes } = await run([failedCase('a')], { entries: [entryOf('a', 'TODO: say why')] })
  expect(notes.at(-1)).toBe('Without a reason in b.json: a. Replace "TODO: say why".')
})
