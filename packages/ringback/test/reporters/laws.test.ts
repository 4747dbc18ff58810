import { visible } from '@ringback/common'
import { Ajv } from 'ajv'
import * as fc from 'fast-check'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { describe, expect, it } from 'vitest'
import { reporters } from '../../src/reporters/index.ts'
import type { JudgedCase, ReportedProblem } from '../../src/reporters/judged.ts'
import { report } from './run-report.ts'
import { sarifSchema } from './sarif-schema.ts'

/** Texts that a format may trip over. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ']]>',
    '<script>alert(1)</script>&amp;"\'',
    '::error::forged\n::set-output name=x::y',
    '100%\r\n%0A,:;',
    '| a | b |\n| --- | --- |',
    '`code` **bold** [link](https://example.com) @someone #1',
    '\u001B[31mred\u001B[0m \u0007 \u202Ereversed',
    '\uD800',
    '你好 🎉',
    'x'.repeat(5000),
  ),
)

const problem: fc.Arbitrary<ReportedProblem> = fc.record(
  {
    code: hostile,
    severity: fc.constantFrom('error', 'warning', 'info'),
    message: hostile,
    file: fc.oneof(
      fc.constantFrom('fixtures/findings/a.json', 'a b/ü.xml', 'a\\b:c'),
      hostile.filter((text) => text !== ''),
    ),
    line: fc.integer({ min: 1, max: 9999 }),
    column: fc.integer({ min: 1, max: 9999 }),
    twilioCode: fc.integer({ min: 10_000, max: 99_999 }),
    reproduce: hostile,
    fingerprint: hostile,
    accepted: hostile,
  },
  { requiredKeys: ['code', 'severity', 'message'] },
)

const judged: fc.Arbitrary<JudgedCase> = fc.record(
  {
    suite: hostile,
    name: hostile,
    verdict: fc.constantFrom('passed', 'failed', 'pending', 'not-judged'),
    seconds: fc.double({ min: 0, max: 100, noNaN: true }),
    problems: fc.array(problem, { maxLength: 3 }),
    reason: hostile,
  },
  { requiredKeys: ['suite', 'name', 'verdict', 'seconds', 'problems'] },
)

const runs = fc.array(judged, { maxLength: 6 })

function numberOf(cases: readonly JudgedCase[], ...verdicts: JudgedCase['verdict'][]): number {
  return cases.filter(({ verdict }) => verdicts.includes(verdict)).length
}

function problemsOf(cases: readonly JudgedCase[]): readonly ReportedProblem[] {
  return cases.flatMap(({ problems }) => problems)
}

/** Parses XML strictly; throws where it is not well-formed. */
function elementsOf(xml: string): readonly SaxesTagPlain[] {
  const parser = new SaxesParser()
  const elements: SaxesTagPlain[] = []
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => elements.push(tag))
  parser.write(xml).close()
  return elements
}

const validSarif = new Ajv({ allErrors: true }).compile(sarifSchema)

/** What holds of the output of each reporter for any run. */
const laws: Readonly<
  Record<string, (output: string, cases: readonly JudgedCase[], summary: string) => void>
> = {
  pretty(output, cases) {
    expect(output).toContain(cases.map(({ verdict, name }) => `${verdict} ${visible(name)}\n`).join(''))
    // oxlint-disable-next-line no-control-regex -- what a terminal would act upon
    expect(output).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202E]/)
  },
  json(output, cases) {
    expect(JSON.parse(output)).toHaveLength(cases.length)
  },
  ndjson(output, cases) {
    const lines = output.split('\n').slice(0, -1)
    expect(lines.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual(cases.map(() => 'case'))
  },
  junit(output, cases) {
    const elements = elementsOf(output)
    expect(elements[0]?.name).toBe('testsuites')
    expect(elements[0]?.attributes).toMatchObject({
      tests: String(cases.length),
      failures: String(numberOf(cases, 'failed')),
      skipped: String(numberOf(cases, 'pending', 'not-judged')),
    })
    const named = (name: string): number => elements.filter((element) => element.name === name).length
    expect(named('testcase')).toBe(cases.length)
    expect(named('failure')).toBe(numberOf(cases, 'failed'))
    expect(named('skipped')).toBe(numberOf(cases, 'pending', 'not-judged'))
  },
  sarif(output, cases) {
    const log = JSON.parse(output) as { runs: [{ results: readonly unknown[] }] }
    validSarif(log)
    expect(validSarif.errors ?? []).toEqual([])
    expect(log.runs[0].results).toHaveLength(problemsOf(cases).length)
  },
  github(output, cases, summary) {
    const lines = output.split('\n').slice(0, -1)
    const told = problemsOf(cases).filter(
      ({ severity, accepted }) => severity !== 'info' && accepted === undefined,
    )
    expect(lines.length).toBeGreaterThanOrEqual(Math.min(10, told.length))
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning) [^\r\n]*::[^\r\n]*$/)
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(
      Math.min(10, told.filter(({ severity }) => severity === 'error').length),
    )
    // A row is a line, whatever stands in it.
    const rows = summary.split('\n').filter((line) => line.startsWith('|'))
    expect(rows).toHaveLength(told.length === 0 ? 0 : told.length + 2)
    // oxlint-disable-next-line no-control-regex -- what must not be there
    expect(summary.replaceAll(/<br>|<\/?code>/g, '')).not.toMatch(/[<>`*[\]@\u001B\u202E]/)
  },
  html(output, cases) {
    expect(output).toMatch(
      /^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-/,
    )
    // The data ends where it should, and nothing of it is markup.
    const data = /<script type="application\/json" id="reports">([^<>&]*)<\/script>/.exec(output)?.[1]
    const views = JSON.parse(data ?? '') as [
      { kind: string; results: readonly { problems: readonly unknown[] }[] },
    ]
    expect(views).toHaveLength(1)
    expect(views[0].results.map(({ problems }) => problems.length)).toEqual(
      cases.map(({ problems }) => problems.length),
    )
  },
}

it('has a law for every reporter', () => {
  expect(Object.keys(laws).toSorted()).toEqual(Object.keys(reporters).toSorted())
})

describe.each(Object.keys(laws))('%s', (name) => {
  const examples: readonly [string, readonly JudgedCase[]][] = [
    ['an empty run', []],
    ['a green run', [{ suite: 's', name: 'n', verdict: 'passed', seconds: 0.5, problems: [] }]],
    [
      'a red run',
      [
        {
          suite: 's',
          name: 'n',
          verdict: 'failed',
          seconds: 0.5,
          problems: [{ code: 'c', severity: 'error', message: 'm', file: 'f.json', line: 3 }],
        },
      ],
    ],
    [
      'a partly judged run',
      [
        { suite: 's', name: 'n', verdict: 'passed', seconds: 0, problems: [] },
        { suite: 's', name: 'o', verdict: 'not-judged', seconds: 0, problems: [], reason: 'why' },
      ],
    ],
  ]

  /** Whether the output keeps the law; throws where it does not. */
  async function keepsLaw(cases: readonly JudgedCase[]): Promise<boolean> {
    const { stdout, summary } = await report(cases, { reporter: [name] })
    laws[name]?.(stdout, cases, summary)
    return true
  }

  it.each(examples)('reports %s', async (_case, cases) => {
    expect(await keepsLaw(cases)).toBe(true)
  })

  it('reports any run, whatever its texts hold', async () => {
    await fc.assert(
      fc.asyncProperty(runs, async (cases) => {
        expect(await keepsLaw(cases)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})
